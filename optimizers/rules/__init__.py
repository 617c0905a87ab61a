"""The update rules by family, from simple to hard."""
