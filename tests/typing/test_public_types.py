"""What type checkers say of programs that use the package: nothing of correct ones, and all there is of incorrect ones.

The checkers see the package as a user's do, installed and with no settings of this project.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
CORRECT = FOLDER / "correct_uses.py"
INCORRECT = FOLDER / "incorrect_uses.py"


def marked_lines():
    lines = INCORRECT.read_text().splitlines()
    return {("incorrect_uses.py", number) for number, line in enumerate(lines, 1) if line.endswith("# error")}


def output_of(*command, cwd, **environment):
    done = subprocess.run(  # noqa: S603 - no input of others
        [sys.executable, "-m", *command, CORRECT, INCORRECT],
        check=False, cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip
    assert "" == done.stderr
    return done.stdout


def test_mypy_reports_the_marked_lines_and_no_others(tmp_path):
    output = output_of(
        "mypy", "--strict", "--config-file=", "--cache-dir", tmp_path, "--no-error-summary", cwd=tmp_path
    )

    errors = re.findall(r"(\w+\.py):(\d+): error: ", output)
    assert marked_lines() == {(name, int(line)) for name, line in errors}


def test_pyright_reports_the_marked_lines_and_no_others(tmp_path):
    settings = {"typeCheckingMode": "strict"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))

    output = output_of(
        "pyright", "--outputjson", "--pythonpath", sys.executable,
        cwd=tmp_path, PYRIGHT_PYTHON_IGNORE_WARNINGS="1",
    )  # fmt: skip

    errors = json.loads(output)["generalDiagnostics"]
    assert marked_lines() == {
        (Path(error["file"]).name, error["range"]["start"]["line"] + 1)
        for error in errors
        if error["severity"] == "error"
    }
