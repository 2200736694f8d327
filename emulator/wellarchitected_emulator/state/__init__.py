"""What the service stores: lenses, shares, tokens, settings, the organization and the clock."""
