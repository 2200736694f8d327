"""What can be done with a lens: read its document, compare two documents, check a version name."""
