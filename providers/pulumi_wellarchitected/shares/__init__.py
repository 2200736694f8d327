"""What can be done with the shares of one thing."""
