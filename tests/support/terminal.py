"""What a command of the Pulumi CLI printed, in a form that is the same in every run."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """The output of a command, and its exit code."""

    output: str
    code: int

    @property
    def text(self) -> str:
        """The output as a user reads it, without what differs from run to run."""
        return _without_names(_settled(self.output))

    @property
    def diagnostics(self) -> list[str]:
        """Each error and warning once: the CLI prints them in any order, and some of them twice.

        The SDK's line about the end of the engine is left out: whether the program gets to print it is a race.
        """
        _, _, diagnostics = _without_names(self.output).partition("Diagnostics:\n")
        said = re.findall(
            r"^    ((?:error|warning): .*(?:\n(?!    (?:error|warning): |  \w|\w|\n).*)*)", diagnostics, re.MULTILINE
        )
        return sorted(set(said) - {"error: Resource monitor has terminated, shutting down"})


def _without_names(text: str) -> str:
    """The text without the IDs, times and ports of one run."""
    text = re.sub(r"lens/[0-9a-f]{32}", "lens/LENS", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "SHARE", text)
    text = re.sub(r" \(\d+(\.\d+)?s\)", "", text)
    text = re.sub(r"\bDuration: .*", "Duration: ...", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", text)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def _settled(output: str) -> str:
    """The output with only the last progress line of each resource, sorted: the order depends on threads."""
    heading, _, rest = output.partition("\n")
    progress, end, summary = rest.partition("\nDiagnostics:\n")
    if not end:
        progress, end, summary = re.split(r"(\n(?:Outputs|Resources):\n)", rest, maxsplit=1)
    if "[urn=" in progress:
        return output  # a diff, whose order is fixed
    lines = {re.sub(r" \(\d+(\.\d+)?s\)", "", line).rstrip() for line in progress.splitlines()}
    final = [line for line in lines if line and not re.search(_UNDER_WAY, line)]
    return "\n".join([heading, "", *sorted(final, key=lambda line: line[4:])]) + end + summary


_UNDER_WAY = r"(running|creating|deleting|replacing|refreshing|updating)( (error|warning): .*)?$|  (error|warning): "
"""A message that comes when a resource is done stands in a line of its own. Whether the CLI prints that is a race."""
