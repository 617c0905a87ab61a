"""Where things are in the memory that paths and what is told of them have in common."""

ABREAST = 8
"""So many paths in one loop: while one waits for what its next operation needs, the processor takes one of another's."""
LONGEST = 2048
"""The steps for which there is room."""
STARTS, ENDS, TOLD, BEFORE, BOXES, POINTS = 0, 128, 192, 256, 8192, 16384
"""x and then y of the starts; the numbers of the last steps, whole ones of eight bytes; what is told of a path; what paths carried a step ago;
the boxes in which pieces of a path lie; the points of the paths."""
STRIDE = 16 * (LONGEST + 8)
"""Bytes of the points of a path: no power of two, or the same steps of all paths would share a place of the processor's cache."""
FREE = POINTS + ABREAST * STRIDE
"""From here on there are tables."""
