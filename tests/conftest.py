"""Every test runs without the machine's AWS, Pulumi, Python and proxy settings."""

from tests.support.environment import isolate_process

isolate_process()
