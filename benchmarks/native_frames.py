"""The same race as Plotly's own frames: what most tools do, and what Ravine is measured against.

Run by `benchmarks.animation` through Streamlit, with ?racers=…&steps=T in the address.
"""

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from figures import loss_grid, style_of
from optimizers import OPTIMIZERS
from scenes import Scene, Setup, default_for, play
from surfaces.analytic.ravines import Ravine

FRAMES = 120


def main() -> None:
    """A slider, and the chart."""
    st.set_page_config(layout="wide")
    names, steps = st.query_params.get("racers", "Adam").split(","), int(st.query_params.get("steps", 500))
    kappa = st.sidebar.slider("condition number", 1, 100, 40)
    chosen = tuple(default_for(OPTIMIZERS[name], Ravine) for name in names)
    race = play(Scene(Setup(Ravine(kappa=float(kappa)), chosen, Ravine.start, steps)))
    st.plotly_chart(chart(race), key="race")


def chart(race) -> go.Figure:
    """One contour a panel, a faint path, a head that moves in 120 frames, and the losses under them."""
    count = len(race.trajectories)
    columns = min(count, 4)
    rows = -(-count // columns)
    spec = [[{} for _ in range(columns)] for _ in range(rows)] + [[{"colspan": columns}, *[None] * (columns - 1)]]
    figure = make_subplots(rows + 1, columns, specs=spec)
    ground = loss_grid(race.scene.setup.surface)
    xs = np.linspace(ground.box.x0, ground.box.x1, ground.above.shape[1])
    ys = np.linspace(ground.box.y0, ground.box.y1, ground.above.shape[0])
    heads = []
    for i, (optimizer, run) in enumerate(zip(race.scene.setup.optimizers, race.trajectories, strict=True)):
        place = {"row": i // columns + 1, "col": i % columns + 1}
        colour, (x, y) = style_of(optimizer).light, run.points.T
        figure.add_contour(x=xs, y=ys, z=np.log10(ground.above + ground.eps), showscale=False, ncontours=17, **place)
        figure.add_scatter(x=x, y=y, mode="lines", line={"color": colour}, opacity=0.4, **place)
        heads.append(len(figure.data))
        figure.add_scatter(x=x[:1], y=y[:1], mode="markers", marker={"color": colour, "size": 11}, **place)
        figure.add_scatter(y=run.losses, mode="lines", line={"color": colour}, row=rows + 1, col=1)
    figure.frames = [frame(race, heads, t) for t in np.linspace(0, race.scene.setup.steps, FRAMES).astype(int)]
    figure.update_yaxes(type="log", row=rows + 1, col=1)
    play_button = {"label": "Play", "method": "animate", "args": [None, {"frame": {"duration": 16, "redraw": False}}]}
    return figure.update_layout(
        height=820, showlegend=False, updatemenus=[{"type": "buttons", "buttons": [play_button]}]
    )


def frame(race, heads, t) -> go.Frame:
    """Every head at step `t`."""
    places = (run.points[min(t, int(run.last))] for run in race.trajectories)
    return go.Frame(data=[go.Scatter(x=[x], y=[y]) for x, y in places], traces=heads)


main()
