"""Programs as NumPy in place: many paths side by side, and no new array in a step."""

from compiler.inplace.batch import Batch, InPlace

__all__ = ["Batch", "InPlace"]
