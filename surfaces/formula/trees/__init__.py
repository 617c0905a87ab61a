"""A formula as a tree: its algebra, its derivatives, and how it is shown, spelled and run."""
