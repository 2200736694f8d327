"""The global settings of an account in a Region: read, and changed until AWS shows the change."""
