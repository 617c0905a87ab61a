"""A race on the ravine as a module for browsers, written by hand: what the player asks of one, and nothing of who writes it.

With `SLOW_STEPS` each racer takes longer than a frame.
"""

import json

from descent import Module
from optimizers import plain_type, unwrap
from surfaces import Ravine, plain

SLOW_STEPS = 30
FIELDS = {
    "GradientDescent": ("lr",), "Momentum": ("lr", "momentum"), "RMSProp": ("lr", "rho", "eps"), "Adam": ("lr", "beta1", "beta2", "eps"),
}  # fmt: skip
SOURCE = """
const RACERS = %s, SLOW = %d;
export function make(steps, numbers, tables) {
  let c, s, flat, rest;
  const shape = () => {
    const angle = (((numbers[1] + 90) %% 180 + 180) %% 180 - 90), rad = Math.PI / 180;
    [c, s] = [Math.sin((90 - Math.abs(angle)) * rad), Math.sin(angle * rad)];
    [flat, rest] = [10 / numbers[0], 10 * (1 - numbers[0]) / numbers[0]];
  };
  const loss = (x, y) => { const u = c * x + s * y, v = c * y - s * x; return 5 * (u * u / numbers[0] + v * v); };
  const RULES = {
    GradientDescent: (g, a, at) => numbers[at] * g,
    Momentum: (g, a, at) => { a[0] = numbers[at + 1] * a[0] + g; return numbers[at] * a[0]; },
    RMSProp: (g, a, at) => { const rho = numbers[at + 1];
      a[0] = rho * a[0] + (1 - rho) * g * g; return numbers[at] * (g / (Math.sqrt(a[0]) + numbers[at + 2])); },
    Adam: (g, a, at, t) => { const b1 = numbers[at + 1], b2 = numbers[at + 2];
      a[0] = b1 * a[0] + (1 - b1) * g; a[1] = b2 * a[1] + (1 - b2) * g * g;
      return numbers[at] / (1 - b1 ** t) * a[0] / (Math.sqrt(a[1]) / Math.sqrt(1 - b2 ** t) + numbers[at + 3]); },
  };
  return {
    run(k, x, y, points, losses, tests, told) {
      shape();
      const begin = performance.now();
      while (performance.now() - begin < SLOW);
      const [rule, at] = RACERS[k], p = [0, 0], q = [0, 0], step = RULES[rule];
      points[0] = x; points[1] = y; losses[0] = loss(x, y);
      let length = 0;
      for (let t = 1; t <= steps; t++) {
        const gx = (flat * c * c + 10 * s * s) * x + rest * c * s * y, gy = rest * c * s * x + (flat * s * s + 10 * c * c) * y;
        const dx = step(gx, p, at, t), dy = step(gy, q, at, t);
        x -= dx; y -= dy; length += Math.hypot(dx, dy);
        points[2 * t] = x; points[2 * t + 1] = y; losses[t] = loss(x, y);
      }
      told.set([losses[steps], Math.hypot(x, y), -1, length, steps, NaN, NaN, 0, NaN, 0, -1, NaN, NaN, 0, NaN, NaN]);
    },
    loss(x, y) { shape(); return loss(x, y); },
    test() {},
  };
}
"""


def program(told):
    """The race that was `told`, if it is one on the ravine."""
    setup = told.race.scene.setup
    surface = plain(setup.surface)
    if not isinstance(surface, Ravine):
        return None
    numbers, racers, rules = [surface.kappa, surface.angle], [], []
    for optimizer in setup.optimizers:
        name = plain_type(optimizer).__name__
        rule = name if name in FIELDS else "Adam"
        racers.append({f"{rule}_{field}": len(numbers) + i for i, field in enumerate(FIELDS[rule])})
        rules.append([rule, len(numbers)])
        numbers += [getattr(unwrap(optimizer).plain, field, 0.01) for field in FIELDS[rule]]
    source = SOURCE % (json.dumps(rules), 40 if setup.steps == SLOW_STEPS else 0)
    return Module(source, tuple(numbers), (), tuple(racers), {"Ravine_kappa": 0, "Ravine_angle": 1}, {})
