"""Any JSON for an answer: invitations and lenses that can be shown, or one error that the outcome is unknown."""

from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn
from pulumi_wellarchitected.errors import OutcomeUnknownError
from pulumi_wellarchitected.invitations.api import InvitationsApi
from tests.unit.arbitrary import JSON, QUICK, is_one_printable_line

IDS = st.from_regex(r"[0-9a-f]{32}", fullmatch=True)
ROWS = st.fixed_dictionaries(
    {}, optional={"ShareInvitationId": IDS | JSON, "LensArn": JSON, "LensName": JSON, "SharedWith": JSON}
)
LENSES = st.fixed_dictionaries(
    {}, optional={"Name": JSON, "LensVersion": JSON, "Owner": JSON, "ShareInvitationId": JSON}
)
ANSWERS = st.dictionaries(st.text(), JSON, max_size=3) | st.fixed_dictionaries(
    {},
    optional={
        "ShareInvitationSummaries": st.lists(ROWS | JSON, max_size=5) | JSON,
        "Lens": LENSES | JSON,
        "NextToken": JSON,
    },
)


class AnsweringSession:
    """Gives the same answer to every call."""

    def __init__(self, answer):
        self.answer = answer

    def call(self, _call, _region, _parameters):
        return self.answer


def texts(answer, ask):
    """What is read from an answer, or the sentence of its error."""
    try:
        return ask(InvitationsApi(AnsweringSession(answer), "us-east-1"))
    except OutcomeUnknownError as failure:
        return [str(failure)]


@QUICK
@given(ANSWERS)
def test_a_listing_is_read_or_refused_in_a_sentence(answer):
    found = texts(answer, lambda api: [text for row in api.list() for text in (row.lens_arn, row.lens_name)])

    assert all(is_one_printable_line(text) for text in found)


@QUICK
@given(ANSWERS)
def test_a_lens_is_read_or_refused_in_a_sentence(answer):
    def look(api):
        lens = api.get_lens(parse_lens_arn(EXAMPLE_LENS_ARN))
        return [lens.name, lens.version, lens.owner, lens.invitation_id]

    assert all(is_one_printable_line(text) for text in texts(answer, look))
