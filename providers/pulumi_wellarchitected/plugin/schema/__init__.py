"""The schema of each resource, as a table."""
