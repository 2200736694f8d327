"""The HTTP side: the server, and the requests to Well-Architected and to STS."""
