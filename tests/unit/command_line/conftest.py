"""A lens with shares in several statuses, and the command as a process of its own."""

import os
import pty
import subprocess
import sys

import pytest

COMMAND = (sys.executable, "-m", "pulumi_wellarchitected", "shares")


@pytest.fixture
def lens(wellarchitected, tmp_path, monkeypatch):
    """A published lens. The command finds the emulator, and runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name, value in wellarchitected.environment(account="111122223333", region="us-east-1").items():
        monkeypatch.setenv(name, value)
    return wellarchitected.publish_lens("security", account="111122223333", region="us-east-1")


@pytest.fixture
def shares(wellarchitected, lens):
    """The IDs of its shares by status."""
    given = {
        "ACCEPTED": "777788889999",
        "EXPIRED": "444455556666",
        "PENDING": "arn:aws:iam::444455556666:user/reviewer",
    }
    return {status: wellarchitected.share(lens, principal, status=status) for status, principal in given.items()}


@pytest.fixture
def run():
    """Run the command without a terminal."""

    def run(*arguments, **variables):
        return subprocess.run(  # noqa: S603
            [*COMMAND, *arguments], env={**os.environ, **variables}, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def at_terminal():
    """Run the command at a terminal, and return what it shows there."""

    def at_terminal(*arguments, **variables):
        terminal, end = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", **variables}
        with subprocess.Popen([*COMMAND, *arguments], env=environment, stdin=end, stdout=end, stderr=end) as command:  # noqa: S603
            os.close(end)
            shown = b"".join(iter(lambda: read(terminal), b""))
        os.close(terminal)
        assert 0 == command.returncode, shown
        return shown.decode()

    return at_terminal


def read(terminal):
    try:
        return os.read(terminal, 10_000)
    except OSError:  # Linux's end of a terminal
        return b""
