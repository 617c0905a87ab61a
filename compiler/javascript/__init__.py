"""Programs as JavaScript: modules that run paths and tell of them, in a browser or anywhere."""

from compiler.javascript.abreast import GROUP
from compiler.javascript.language import JavaScript
from compiler.javascript.pieces import Piece, group_function, module_of, path_function, point_function

__all__ = ["GROUP", "JavaScript", "Piece", "group_function", "module_of", "path_function", "point_function"]
