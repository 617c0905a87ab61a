"""The nine families of surfaces that are one formula, from simple to hard."""
