"""A failure of a command that is not one of AWS's or of the domain, such as a file that exists."""


class CommandError(Exception):
    """The command stops. The message says why and what to do."""
