"""A surface that somebody types: what stands above the plots, and what the sidebar has of it."""
