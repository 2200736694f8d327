"""docs/how-to/test-your-program.md is true: its tests with mocks pass, and fail if the program is wrong."""

import pytest
from tests.support.documentation import HOW_TO, run_tests, write_files

FILES = ("test_sharing.py", "test_other_packages.py")


@pytest.fixture
def files(tmp_path):
    write_files(HOW_TO, tmp_path)
    return tmp_path


def test_the_tests_with_mocks_in_the_guide_pass(files):
    assert "3 passed" in run_tests(*FILES, folder=files)


def test_the_tests_with_mocks_in_the_guide_fail_for_a_program_that_is_wrong(files):
    program = files / "sharing.py"
    program.write_text(program.read_text().replace("shared_with=account)", 'shared_with="o-exampleorgid")'))

    with pytest.raises(AssertionError, match="2 failed"):
        run_tests(FILES[0], folder=files)


def test_the_guide_names_its_files(files):
    assert {"sharing.py", *FILES, "test_on_the_emulator.py"} == {file.name for file in files.iterdir()}
