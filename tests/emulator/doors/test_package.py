"""The metadata of the package."""

from importlib.metadata import metadata

from tests.emulator.processes import ROOT


def test_the_package_contains_the_license():
    assert ["LICENSE"] == metadata("wellarchitected-emulator").get_all("License-File")
    assert (ROOT / "LICENSE").read_text() == (ROOT / "emulator" / "LICENSE").read_text()
