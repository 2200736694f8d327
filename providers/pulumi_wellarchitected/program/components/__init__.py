"""Components, which are made of the resources of this package and store nothing of their own."""
