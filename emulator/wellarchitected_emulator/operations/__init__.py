"""What the service does: one function for each operation."""
