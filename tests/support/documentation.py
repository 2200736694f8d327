"""The code blocks of a page, as the files that they are named for."""

import re
import subprocess
import sys
from pathlib import Path

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "test-your-program.md"


def write_files(page: Path, folder: Path) -> None:
    """Write each block of a page that begins with a comment like `# sharing.py`."""
    for name, code in re.findall(r"```python\n# (\w+\.py)\n(.*?)```", page.read_text(), re.DOTALL):
        (folder / name).write_text(code)


def run_tests(*files: str, folder: Path) -> str:
    """Run test files as their reader does: with pytest, in a process and a project of their own."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".", *files]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)  # noqa: S603 - made here
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
