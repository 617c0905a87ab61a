"""What is computed of surfaces: differences, critical points, minima, local theory."""
