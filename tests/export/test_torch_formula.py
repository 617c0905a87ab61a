"""The PyTorch code of formulas: loss and gradient as in NumPy, the gradient of autograd, and our path."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from export.torch_script import as_pytorch
from optimizers import Adam
from surfaces import EXAMPLES, SURFACES, Box, Formula, Point, as_formula
from tests.sampling import nothing

FUNCTIONS = (
    "tan(x/4) + asin(x/4) + atan(x y) + sinh x + tanh(x y) + log1p(x^2) + log2(3 + y^2) + sqrt 2 sqrt(r + 1) + expm1(x/9)",
    "cbrt(x) y - |x - y| + sign y + floor x + step(x + y) + max(x, 2) min(y, k) + theta + where(0 < x < 1, 2, y)/-x - (x - -y)",
    "α^x + (x^2 + 1)^β + atan2(y, 2) + hypot(1, x y) + e^x/pi^2 + exp(k) + log10(5) x - 2^-x",
)
AROUND = {"domain": Box(-3.0, 3.0, -3.0, 3.0), "start": Point(1.3, -0.7)}
FORMULAS = {name: as_formula(cls()) for name, cls in SURFACES.items()} | {
    **{example.title: example.surface for example in EXAMPLES},
    FUNCTIONS[0]: Formula(FUNCTIONS[0], **AROUND),
    FUNCTIONS[1]: Formula(FUNCTIONS[1], k=0.5, **AROUND),
    FUNCTIONS[2]: Formula(FUNCTIONS[2], alpha=1.5, beta=2.5, k=0.5, **AROUND),
}


@pytest.mark.sampled(12, axes=nothing)
@pytest.mark.parametrize("surface", FORMULAS.values(), ids=[f"formula {k}" for k in range(len(FORMULAS))])
def test_loss_and_gradient_are_those_of_numpy(torch, surface, rng):
    space, box = {}, surface.domain
    exec(as_pytorch(Adam(), surface, surface.start, 1), space)
    w = np.stack([rng.uniform(box.x0, box.x1, 50), rng.uniform(box.y0, box.y1, 50)])
    points = torch.tensor(w, requires_grad=True)
    loss = space["surface"].f(*points)
    loss.sum().backward()
    assert_allclose(loss.detach(), surface(w), rtol=1e-12, atol=1e-12)
    closed = np.stack(
        [
            np.broadcast_to(np.asarray(part.detach() if hasattr(part, "detach") else part), (50,))
            for part in space["surface"].df(*points)
        ]
    )
    size = np.abs(surface.gradient(w)).max()
    assert_allclose(closed, surface.gradient(w), rtol=1e-9, atol=1e-11 * size)
    assert_allclose(points.grad, surface.gradient(w), rtol=1e-9, atol=1e-11 * size)


@pytest.mark.parametrize("title", ["A winding ravine", "A tilted hat"])
def test_the_script_walks_our_path(torch, title, pasted):
    (example,) = (example for example in EXAMPLES if example.title == title)
    surface, adam = example.surface, Adam(lr=0.1)
    theirs = pasted(as_pytorch(adam, surface, example.start, 60))
    assert_allclose(theirs, descend(surface, adam, example.start, 60).points, rtol=1e-9, atol=1e-9)
