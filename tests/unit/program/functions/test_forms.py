"""Both forms of every function, as mocks answer them."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.runtime import mocks
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN

LENS = {"arn": EXAMPLE_LENS_ARN, "name": "security", "owner": "111122223333", "tags": {"team": "platform"}}
INVITATION = {"share_invitation_id": "0" * 32, "resource_type": "LENS", "resource_name": "security"}
CASES = {
    "getLens": (wa.get_lens, wa.get_lens_output, {"name": "security"}, LENS, lambda found: (found.arn, found.tags)),
    "getLensShares": (
        wa.get_lens_shares,
        wa.get_lens_shares_output,
        {"lens_alias": EXAMPLE_LENS_ARN},
        {"shares": [{"share_id": "1"}]},
        lambda found: [share.share_id for share in found.shares],
    ),
    "getLenses": (
        wa.get_lenses,
        wa.get_lenses_output,
        {"status": "ALL"},
        {"lenses": [LENS]},
        lambda found: (found.arns, found.lenses[0].name, found.lenses[0].alias),
    ),
    "getShareInvitations": (
        wa.get_share_invitations,
        wa.get_share_invitations_output,
        {"resource_type": "LENS"},
        {"invitations": [INVITATION]},
        lambda found: [each.resource_name for each in found.invitations],
    ),
    "getGlobalSettings": (
        wa.get_global_settings,
        wa.get_global_settings_output,
        {"region": "eu-west-1"},
        {"organization_sharing_status": "ENABLED"},
        lambda found: (found.account_id, found.organization_sharing_status),
    ),
}
EXPECTED = {
    "getLens": (EXAMPLE_LENS_ARN, {"team": "platform"}),
    "getLensShares": ["1"],
    "getLenses": ([EXAMPLE_LENS_ARN], "security", ""),
    "getShareInvitations": ["security"],
    "getGlobalSettings": ("", "ENABLED"),
}


class Answers(pulumi.runtime.Mocks):
    def __init__(self, answer):
        self.answer = answer
        self.calls = []

    def new_resource(self, args):
        return args.name, args.inputs

    def call(self, args):
        self.calls.append((args.token, args.args))
        return self.answer


@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize("name", CASES)
def test_mocks_answer_both_forms(name, preview):
    plain, later, given, answer, read = CASES[name]
    answers, found = Answers(answer), []
    mocks.set_mocks(answers, preview=preview)

    def program():
        found.append(read(plain(**given)))
        outputs = {key: pulumi.Output.from_input(value) for key, value in given.items()}
        return later(**outputs).apply(lambda known: found.append(read(known)))

    mocks.test(program)()

    call = (f"wellarchitected:index/{name}:{name}", given)
    assert ([EXPECTED[name]] * 2, [call, call]) == (found, answers.calls)


def test_a_row_is_a_dictionary_of_its_texts():
    row = wa.GetLensSharesShareResult({"share_id": "1", "more": "left out"})
    assert {"share_id": "1", "shared_with": "", "status": "", "status_message": ""} == row
    assert "The ID." == wa.GetLensSharesShareResult.share_id.__doc__


def test_a_result_can_be_awaited_and_is_there_already():
    found = []

    async def program():
        found.append(await wa.get_lens(name="security"))

    mocks.set_mocks(Answers(LENS))
    mocks.test(program)()
    assert ["security"] == [lens.name for lens in found]
