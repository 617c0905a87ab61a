"""A surface that somebody types: read, derived and run, without a line of theirs being executed."""
