"""examples/07-organization-list under the mocks for users: it shares with the active accounts, whoever they are."""

import runpy
from pathlib import Path

import pulumi
from pulumi.runtime import mocks
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.testing import WellArchitectedMocks

PROGRAM = Path(__file__).parents[4] / "examples/07-organization-list/__main__.py"


class Organization(mocks.Mocks):
    """An organization with the account of the lens, an active one and a suspended one."""

    def new_resource(self, args):
        return args.name, args.inputs

    def call(self, _args):
        states = {"111122223333": "ACTIVE", "444455556666": "ACTIVE", "777788889999": "SUSPENDED"}
        return {"accounts": [{"id": account, "state": state} for account, state in states.items()]}


def test_the_active_accounts_get_the_lens_and_its_owner_does_not():
    found = []
    mocks.set_mocks(WellArchitectedMocks(Organization()), project="example")
    pulumi.runtime.set_config("example:lens", EXAMPLE_LENS_ARN)

    mocks.test(lambda: runpy.run_path(str(PROGRAM))["shared"].statuses.apply(found.append))()

    assert [{"444455556666": "PENDING"}] == found
