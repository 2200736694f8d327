"""What tests and tools control: the control API, faults, and the log of requests."""
