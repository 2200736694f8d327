"""Any JSON for an answer: shares that can be shown, or one error that says that the outcome is unknown."""

from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.errors import OutcomeUnknownError
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.share import Share
from tests.unit.arbitrary import JSON, QUICK, is_one_printable_line
from tests.unit.fakes import ACCOUNT, LENS, LENS_KIND

SHARE_IDS = st.from_regex(r"[0-9a-f]{32}", fullmatch=True)
ROWS = st.fixed_dictionaries(
    {}, optional={"ShareId": SHARE_IDS | JSON, "SharedWith": JSON, "Status": JSON, "StatusMessage": JSON}
)
LISTS = st.lists(ROWS | JSON, max_size=5) | JSON
ANSWERS = st.dictionaries(st.text(), JSON, max_size=3) | st.fixed_dictionaries(
    {}, optional={"LensShareSummaries": LISTS, "NextToken": JSON, "ShareId": SHARE_IDS | JSON}
)


class AnsweringSession:
    """Gives the same answer to every call."""

    def __init__(self, answer):
        self.answer = answer

    def call(self, _call, _region, _parameters):
        return self.answer


def outcome(call):
    try:
        return call()
    except OutcomeUnknownError as failure:
        said = str(failure)
    assert is_one_printable_line(said)
    assert len(said) < 1500
    return None


@QUICK
@given(ANSWERS)
def test_a_listing_gives_shares_or_an_unknown_outcome(answer):
    for share in outcome(lambda: list(SharesApi(AnsweringSession(answer), LENS_KIND, LENS).list())) or ():
        assert isinstance(share, Share)
        assert all(map(is_one_printable_line, (share.shared_with, share.status, share.status_message)))


@QUICK
@given(ANSWERS)
def test_a_create_gives_a_share_id_or_an_unknown_outcome(answer):
    api = SharesApi(AnsweringSession(answer), LENS_KIND, LENS)
    assert outcome(lambda: api.create(Principal.parse(ACCOUNT), "token")) in (None, answer.get("ShareId"))
