"""What every level of tests stands on: an environment without the machine's AWS and Pulumi settings."""

import os
import signal

import pytest

# A shell lets what it puts into the background ignore SIGINT, and so would everything that is started here: the engine
# asks its plugins with it to end, and waits five seconds for each that does not.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith(("AWS_", "PULUMI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
