"""What recorded the references: run once, with PyTorch and Optax installed."""
