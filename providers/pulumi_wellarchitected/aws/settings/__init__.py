"""The `aws:*` configuration."""
