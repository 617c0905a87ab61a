"""Optax's steps from many starts at once, compiled and warm, for those who have it: `pip install optax`."""

from collections.abc import Callable
from typing import Any

try:
    import jax
    import optax
except ImportError:
    jax = optax = None


def walker(rule: str, loss: Callable[..., Any], starts: Any, steps: int) -> Callable[[], object] | None:
    """Takes `steps` of the `rule` from `starts` (2, m) each time that it is called; None without Optax."""
    if optax is None:
        return None
    jax.config.update("jax_enable_x64", True)
    made = {"SGD": optax.sgd(2e-4), "momentum": optax.sgd(2e-4, momentum=0.9), "Adam": optax.adam(0.02)}[rule]
    gradient = jax.grad(lambda w: loss(w[0], w[1], jax.numpy.cos).sum())

    def step(carry: Any, _: Any) -> Any:
        w, state = carry
        updates, state = made.update(gradient(w), state)
        return (optax.apply_updates(w, updates), state), None

    run = jax.jit(lambda w: jax.lax.scan(step, (w, made.init(w)), length=steps)[0][0])
    w = jax.numpy.asarray(starts)
    run(w).block_until_ready()
    return lambda: run(w).block_until_ready()
