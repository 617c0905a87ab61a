"""What the page of the lessons is put together from."""
