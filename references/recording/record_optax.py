"""Records what Optax does, in float64, for rules that PyTorch does not have: `python -m references.recording.record_optax`.

It writes optax.npz and optax.json beside this file, and needs no more than optax and NumPy. Where Optax's conventions are
not ours, the rule below says what was done about it. AdaGrad (its sum starts at 0.1), AMSGrad (maximum of the corrected v),
NAdam (no warm-up of μ) and Rprop (no first step) are other rules there, and are recorded from PyTorch only.
"""

import jax
import numpy as np
import optax

from optimizers import OPTIMIZERS
from references.recording.common import LOSSES, STEPS, calm, case, write
from surfaces import SURFACES

jax.config.update("jax_enable_x64", True)


def adabelief(o):
    """Its eps_root is added to s at every step, as ε is in the paper; outside the root stands a second one."""
    return optax.adabelief(o.lr, b1=o.beta1, b2=o.beta2, eps=o.eps, eps_root=o.eps)


def yogi(o):
    """Optax starts m at 10⁻⁶ like v; the paper's m and ours start at 0, and here it does, too."""
    rule = optax.yogi(o.lr, b1=o.beta1, b2=o.beta2, eps=o.eps)

    def init(w):
        first, *rest = rule.init(w)
        return first._replace(mu=np.zeros(2)), *rest

    return optax.GradientTransformation(init, rule.update)


def lion(o):
    return optax.lion(o.lr, b1=o.beta1, b2=o.beta2, weight_decay=o.weight_decay)


def steps_with_momentum(o):
    """`trace` behind the learning rate adds up steps instead of gradients."""
    return optax.chain(optax.scale(-o.lr), optax.trace(o.momentum))


# Rule → itself in Optax, and one other setting, so that every field is seen to do what Optax's does.
RULES = {
    "SignSGD": (lambda o: optax.sign_sgd(o.lr), {}),
    "Momentum": (steps_with_momentum, {"momentum": 0.7}),
    "Nesterov": (steps_with_momentum, {"momentum": 0.7}),
    "AdaBelief": (adabelief, {"beta1": 0.8, "beta2": 0.99, "eps": 1e-5}),
    "Yogi": (yogi, {"beta1": 0.8, "beta2": 0.99, "eps": 1e-2}),
    "Lion": (lion, {"beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}),
}
ALWAYS = {"Momentum": {"form": "step"}, "Nesterov": {"form": "lookahead"}}


def cases():
    """Every case as plain data (`common.case`)."""
    for name, (_, other) in RULES.items():
        for surface in LOSSES:
            settings = [{}, calm(name, surface)] + [other] * bool(other)
            yield from (case(name, surface, ALWAYS.get(name, {}) | changed) for changed in settings)


def run(case, steps=STEPS):
    """Optax's points (steps + 1, 2) for a case."""
    optimizer = OPTIMIZERS[case["optimizer"]](**case["fields"])
    rule = RULES[case["optimizer"]][0](optimizer)
    gradient = jax.grad(lambda w: LOSSES[case["surface"]](*w))

    def step(carry, _):
        w, state = carry
        updates, state = rule.update(gradient(_place(optimizer, w, state)), state, w)
        w = optax.apply_updates(w, updates)
        return (w, state), w

    start = jax.numpy.array(SURFACES[case["surface"]].start)
    points = jax.lax.scan(step, (start, rule.init(start)), length=steps)[1]
    return np.concatenate([[start], points])


def _place(optimizer, w, state):
    """Where the gradient is taken: for Nesterov's own form where the trace is about to lead."""
    return w + optimizer.momentum * state[1].trace if getattr(optimizer, "form", "") == "lookahead" else w


if __name__ == "__main__":
    write("optax", optax.__version__, cases(), run)
