"""What the consumer of a lens can do with the invitations to it."""
