"""Record `make up` as a person sees it in colour, from a real run on the emulator: docs/images/terminal.svg.

make recording
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

ROOT = Path(__file__).parents[1]
IMAGE = ROOT / "docs/images/terminal.svg"
COMMAND = ["pulumi", "up", "--yes", "--skip-preview", "--stack", "local"]
ROWS, COLUMNS = 40, 104


def run() -> pyte.Screen:
    """Run the command on a terminal of its own, and return what is on its screen in the end."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stdin=terminal, stdout=terminal, stderr=terminal)  # noqa: S603 - a fixed command
    os.close(terminal)
    try:
        while chunk := os.read(controller, 65536):
            stream.feed(chunk)
    except OSError:  # the process has closed the other end
        pass
    if process.wait():
        raise SystemExit("\n".join(screen.display))
    return screen


def line(screen: pyte.Screen, row: int) -> Text:
    """A line of the screen with its colours."""
    text = Text(no_wrap=True)
    for column in range(COLUMNS):
        cell = screen.buffer[row][column]
        colour = None if cell.fg == "default" else cell.fg if cell.fg.isalpha() else f"#{cell.fg}"
        colour = {"brown": "yellow"}.get(colour or "", colour)
        text.append(cell.data, Style(color=colour, bold=cell.bold, underline=cell.underscore))
    text.rstrip()
    return text


def main() -> None:
    """Write the image."""
    screen = run()
    lines = [line(screen, row) for row in range(ROWS)]
    while lines and not lines[-1].plain:
        lines.pop()
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text("$ pulumi up --yes --skip-preview"))
        for each in lines:
            console.print(each)
        svg = console.export_svg(title="pulumi up", theme=DIMMED_MONOKAI)
    IMAGE.parent.mkdir(exist_ok=True)
    # The fonts are on another site.
    IMAGE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "ui-monospace"))
    print(f"Wrote {IMAGE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
