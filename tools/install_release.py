"""Install the official Pulumi release that is named on the command line, with the Pulumi SDK's own installer.

    python tools/install_release.py 3.259.0

It goes to ~/.pulumi/versions/, as the SDK's Automation API does it. A process of its own, because that installer
knows no time limit: here the first answer from the network, name lookup included, must come within ten seconds, or
the process ends; the whole is bounded by the caller. Where the SDK is not installed it fails at once.
"""

from __future__ import annotations

import signal
import socket
import sys
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.client import HTTPResponse

FIRST_ANSWER_SECONDS = 10
NEXT_BYTES_SECONDS = 10.0


class FirstAnswer(urllib.request.BaseHandler):
    """Calls the alarm off as soon as any server has answered."""

    def https_response(self, _request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        """Take any answer for a sign that the network is open."""
        signal.alarm(0)
        return response


def install(version: str) -> None:
    """Install the release; whatever goes wrong is raised, and no answer in time ends the process."""
    from pulumi.automation import PulumiCommand
    from semver import VersionInfo

    socket.setdefaulttimeout(NEXT_BYTES_SECONDS)
    urllib.request.install_opener(urllib.request.build_opener(FirstAnswer()))
    signal.alarm(FIRST_ANSWER_SECONDS)  # not caught: a name lookup that hangs can be ended in no other way
    PulumiCommand.install(version=VersionInfo.parse(version))


if __name__ == "__main__":
    install(sys.argv[1])
