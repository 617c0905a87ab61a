"""Formulas to try: each teaches something, in the race that it comes with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from language import marked
from surfaces.base import Box, Point
from surfaces.formula.formula import Formula, Range

Racers = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Example:
    """A formula, and a race on it that shows what the sentence says.

    title, story: messages that are translated where they are shown; racers: names of optimizers, and the fields of each that are
    not as by default; parameters, ranges: letter → value, and what its slider spans.
    """

    title: str
    story: str
    text: str
    domain: Box
    start: Point
    steps: int
    racers: Racers
    parameters: Mapping[str, float] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)

    @property
    def surface(self) -> Formula:
        """The formula in its window."""
        values: dict[str, Any] = dict(self.parameters)
        return Formula(self.text, domain=self.domain, start=self.start, ranges=self.ranges, **values)


def _rates(**rates: float) -> Racers:
    return {name: {"lr": rate} for name, rate in rates.items()}


EXAMPLES = (
    Example(
        marked("A ravine"),
        marked(
            "Gradient descent zigzags across the ravine while it crawls along it. Raise k above 33: its steps are too long for the"
            " walls, and it flies out."
        ),
        "(x^2 + k y^2)/2",
        Box(-3.0, 3.0, -2.0, 2.0),
        Point(-2.5, 1.0),
        100,
        _rates(GradientDescent=0.06, Momentum=0.06, Adam=0.3),
        {"k": 30.0},
        {"k": (1.0, 60.0)},
    ),
    Example(
        marked("A winding ravine"),
        marked(
            "A valley as narrow as it is bent: Adam follows it through the bends, gradient descent is still in the first."
        ),
        "k (y - sin 2x)^2 + x^2/20",
        Box(-4.0, 4.0, -2.5, 2.5),
        Point(-3.0, 0.3),
        300,
        _rates(GradientDescent=0.02, Momentum=0.01, RMSProp=0.03, Adam=0.1),
        {"k": 5.0},
        {"k": (0.0, 20.0)},
    ),
    Example(
        marked("A spiral valley"),
        marked(
            "One valley winds inward, and its floor falls slowly: Adam runs along it to the middle, gradient descent has hardly set"
            " out. Here r and theta are the polar coordinates."
        ),
        "1 - cos(theta - 3r) + r^2/3",
        Box(-3.0, 3.0, -3.0, 3.0),
        Point(2.0, 1.5),
        200,
        _rates(GradientDescent=0.03, RMSProp=0.03, Adam=0.1),
    ),
    Example(
        marked("A cliff"),
        marked(
            "At the edge of the cliff the slope is large, and one step of gradient descent is a leap beyond the minimum. Adam divides by"
            " the slope's size: its steps stay as long as before."
        ),
        "x^2/20 + y^2/4 + 2 tanh(k (x - 1))",
        Box(-4.0, 4.0, -3.0, 3.0),
        Point(2.5, 1.5),
        100,
        _rates(GradientDescent=0.1, Momentum=0.1, Adam=0.2),
        {"k": 8.0},
        {"k": (1.0, 20.0)},
    ),
    Example(
        marked("A plateau with a hole"),
        marked(
            "Out here the slope is nearly 0, and gradient descent stays where it is, with momentum, too. RMSProp and Adam divide"
            " by the slope's size: they walk to the hole as if it were steep."
        ),
        "1 - exp(-k ((x - 1)^2 + y^2))",
        Box(-2.0, 2.0, -2.0, 2.0),
        Point(-1.2, 1.1),
        150,
        _rates(GradientDescent=0.1, Momentum=0.1, RMSProp=0.03, Adam=0.05),
        {"k": 3.0},
        {"k": (0.0, 6.0)},
    ),
    Example(
        marked("A pole"),
        marked(
            "Beside a pole the slope has no bound: the first step of gradient descent, which is in proportion to it, goes out of"
            " the picture. Adam's first step is as long as any other."
        ),
        "1/x + x + y^2",
        Box(0.05, 4.0, -2.0, 2.0),
        Point(0.2, 1.5),
        100,
        _rates(GradientDescent=0.3, RMSProp=0.05, Adam=0.1),
    ),
    Example(
        marked("The edge of the numbers"),
        marked(
            "For x < 0 there is no x^x: momentum overshoots the minimum at x = 1/e and comes to where there is no loss. There its run"
            " ends."
        ),
        "x^x + y^2",
        Box(0.01, 2.5, -1.5, 1.5),
        Point(2.0, 1.2),
        60,
        _rates(GradientDescent=0.1, Momentum=0.05, Adam=0.1),
    ),
    Example(
        marked("A saddle of three valleys"),
        marked(
            "In polar coordinates it is one line: three valleys meet in a place without curvature. Gradient descent gets slower"
            " and slower on its way there, momentum shoots through into the valley opposite."
        ),
        "r^3 cos(3theta)",
        Box(-2.0, 2.0, -2.0, 2.0),
        Point(1.5, 0.0001),
        40,
        _rates(GradientDescent=0.05, Momentum=0.03, Adam=0.1),
    ),
    Example(
        marked("A tilted hat"),
        marked(
            "With c = 0 the whole circle is a minimum. A little tilt leaves one, and a saddle opposite, where gradient descent waits"
            " while Adam runs round the brim."
        ),
        "(r^2 - 1)^2 + c x",
        Box(-2.0, 2.0, -2.0, 2.0),
        Point(1.4, 0.02),
        100,
        _rates(GradientDescent=0.05, Momentum=0.03, RMSProp=0.03, Adam=0.1),
        {"c": 0.2},
        {"c": (-1.0, 1.0)},
    ),
    Example(
        marked("Two weights in a row"),
        marked(
            "The smallest deep network: two weights whose product should be 1. Its minima are two whole curves. Small steps of gradient"
            " descent keep x² − y² as it was at the start, so the start says where on the curve it ends; Adam ends elsewhere."
        ),
        "(x y - 1)^2",
        Box(-3.0, 3.0, -3.0, 3.0),
        Point(2.2, -0.6),
        100,
        _rates(GradientDescent=0.02, Momentum=0.01, Adam=0.1),
    ),
    Example(
        marked("A flat bottom"),
        marked(
            "Near the minimum the curvature vanishes, and the slope with it: gradient descent gets slower and slower, and Newton's"
            " method, which is elsewhere there at once, takes off a third of the way in each step."
        ),
        "x^4 + y^4",
        Box(-2.0, 2.0, -2.0, 2.0),
        Point(-1.5, 1.0),
        60,
        {**_rates(GradientDescent=0.05, Momentum=0.02), "Newton": {}},
    ),
    Example(
        marked("An egg box in a bowl"),
        marked(
            "Gradient descent stays in the first dimple; Adam with long steps rolls over them all to the middle. Make the dimples"
            " shallower with a, and the others get there, too."
        ),
        "x^2 + y^2 + a (sin^2(2x) + sin^2(2y))",
        Box(-4.0, 4.0, -4.0, 4.0),
        Point(-3.2, 2.6),
        100,
        _rates(GradientDescent=0.03, Momentum=0.03, RMSProp=0.03, Adam=0.3),
        {"a": 3.0},
        {"a": (0.0, 6.0)},
    ),
    Example(
        marked("A kink"),
        marked(
            "The slope does not get smaller toward the minimum, so a fixed learning rate hops over it for ever: gradient descent goes"
            " to and fro between the same points."
        ),
        "|x| + k |y|",
        Box(-3.0, 3.0, -3.0, 3.0),
        Point(-2.5, 1.1),
        100,
        _rates(GradientDescent=0.1, Momentum=0.02, Adam=0.1),
        {"k": 3.0},
        {"k": (0.0, 10.0)},
    ),
    Example(
        marked("Stairs"),
        marked(
            "On a step the slope along x is 0: whoever asks for slopes goes to the middle of the step, and not one further. Random"
            " search asks for losses alone, and comes down."
        ),
        "floor(2x)^2/4 + y^2",
        Box(-3.0, 3.0, -2.0, 2.0),
        Point(-2.2, 1.5),
        100,
        {**_rates(GradientDescent=0.1, Adam=0.1), "RandomSearch": {}},
    ),
    Example(
        marked("A wide hole and a narrow one"),
        marked(
            "The hole on the right is twice as deep, and nobody finds it: what pulls from afar is the wide one. Move the start to see"
            " from how few places the deep one is reached."
        ),
        "r^2/20 - exp(-(x + 1)^2 - y^2) - 2 exp(-8 ((x - 1)^2 + y^2))",
        Box(-3.0, 3.0, -2.5, 2.5),
        Point(0.3, 1.8),
        150,
        _rates(GradientDescent=0.1, Momentum=0.05, RMSProp=0.03, Adam=0.1),
    ),
)
"""From simple to strange."""
