"""What can be done with the custom lenses of an account: import, publish, edit, read and delete."""
