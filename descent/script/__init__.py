"""A race as a JavaScript module, and what that tells of a path."""

from descent.script.module import Module, Racing, javascript, module

__all__ = ["Module", "Racing", "javascript", "module"]
