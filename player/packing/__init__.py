"""What the browser gets of a race: a header that says all, and blocks of numbers."""
