"""README.md is true: its program runs, and its tables are complete."""

import re
from contextlib import closing

from tests.support.processes import ROOT
from wellarchitected_emulator import Settings
from wellarchitected_emulator.control.calls import Control
from wellarchitected_emulator.control.faults import Faults
from wellarchitected_emulator.control.request_log import RequestLog
from wellarchitected_emulator.state.service import Service

README = (ROOT / "emulator" / "README.md").read_text()


def test_the_python_program_in_the_readme_runs():
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})  # noqa: S102  # the README's program


def test_the_readme_lists_every_setting_and_its_default():
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \|", README, re.MULTILINE)
    defaults = {name: float(value.replace(",", "")) if value[0].isdigit() else value for name, value in rows}
    expected = {
        name: f"`{value}`" if isinstance(value, str) else str(value) if isinstance(value, bool) else float(value)
        for name, value in ((name, getattr(Settings(), name)) for name in Settings.__dataclass_fields__)
    }
    assert expected == defaults


def test_the_readme_lists_every_control_call():
    listed = set()
    for row in re.findall(r"^\| (`[A-Z]+(?: \w+)?`.*?) \|", README, re.MULTILINE):
        calls = re.findall(r"`([A-Z]+)(?: (\w+))?`", row)
        listed |= {(method, calls[-1][1]) for method, _ in calls}
    with closing(Service()) as service:
        assert set(Control(service, Faults(), RequestLog(), {}).calls) == listed
