"""docs/how-to/test-your-program.md is true: its tests on the emulator pass."""

from tests.support.documentation import HOW_TO, run_tests, write_files


def test_the_tests_on_the_emulator_in_the_guide_pass(tmp_path, monkeypatch, pulumi_home):
    monkeypatch.setenv("PULUMI_HOME", str(pulumi_home))
    monkeypatch.setenv("PULUMI_SKIP_UPDATE_CHECK", "true")
    monkeypatch.setenv("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true")
    write_files(HOW_TO, tmp_path)

    assert "2 passed" in run_tests("test_on_the_emulator.py", folder=tmp_path)
