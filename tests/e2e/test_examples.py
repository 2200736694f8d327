"""Runs every example as a complete project."""

import shutil
from pathlib import Path

import pytest
from tests.support.stack import Stack

ROOT = Path(__file__).parents[2]
EXAMPLES = {
    "01-minimal": ({"account": "444455556666"}, {"444455556666"}),
    "02-organization": ({"unit": "ou-abcd-11111111"}, {"ou-abcd-11111111"}),
    "03-many-accounts": ({}, {"444455556666", "777788889999", "012345678901"}),
}


def test_no_example_is_left_out():
    assert set(EXAMPLES) == {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_shares_its_lens_and_destroys_the_shares(
    example, tmp_path, pulumi_home, aws_config, wellarchitected, lens
):
    config, principals = EXAMPLES[example]
    folder = tmp_path / example
    shutil.copytree(ROOT / "examples" / example, folder)
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    stack = Stack.init(folder, pulumi_home, {**aws_config, "lens": lens, **config})
    stack.up()
    assert principals == {share.shared_with for share in wellarchitected.shares(lens)}
    stack.up("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
