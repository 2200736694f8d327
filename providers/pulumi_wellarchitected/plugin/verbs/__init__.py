"""The verbs of each resource: check, diff, create, read, update and delete."""
