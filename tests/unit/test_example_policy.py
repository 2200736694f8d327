"""The rule of examples/11-policy-as-code: which principals belong to an organization."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest
from pulumi_wellarchitected.principals import Principal

EXAMPLE = Path(__file__).parents[2] / "examples" / "11-policy-as-code"


@pytest.fixture(scope="module")
def organization():
    """The organization in the example's configuration."""
    spec = importlib.util.spec_from_file_location("example_organization", EXAMPLE / "policy" / "organization.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (settings,) = json.loads((EXAMPLE / "policy-config.json").read_text()).values()
    yield module.Organization(**settings)
    del sys.modules[spec.name]


INSIDE = [
    "444455556666",
    "arn:aws:iam::777788889999:user/reviews/alice",
    "o-exampleorgid",
    "arn:aws:organizations::111122223333:organization/o-exampleorgid",
    "ou-abcd-11111111",
    "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111",
]
OUTSIDE = [
    "012345678901",
    "arn:aws:iam::012345678901:user/alice",
    "o-anotherorgid",
    "arn:aws:organizations::111122223333:organization/o-anotherorgid",
    "ou-abcde-11111111",
    "arn:aws:organizations::111122223333:ou/o-anotherorgid/ou-abcd-11111111",
]


@pytest.mark.parametrize("principal", INSIDE)
def test_a_principal_of_the_organization_is_inside(organization, principal):
    assert Principal.parse(principal)
    assert organization.includes(principal)


@pytest.mark.parametrize("principal", OUTSIDE)
def test_any_other_principal_is_outside(organization, principal):
    assert Principal.parse(principal)
    assert not organization.includes(principal)


@pytest.mark.parametrize("principal", ["", "444455556666 ", "arn:aws:iam::444455556666:role/admin", "o-exampleorgid/x"])
def test_a_principal_of_an_unknown_form_is_outside(organization, principal):
    assert not organization.includes(principal)
