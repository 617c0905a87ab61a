"""Losses made of examples."""
