"""What travels between client and service: messages, credentials, ARNs, parameters, answers and errors."""
