"""What changes a loss wraps a loss, and the stack of such layers."""
