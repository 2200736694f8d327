"""The three calls: what is sent, what is read, and when "not found" is believed. Answers are what boto3 hands out."""

import pytest
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.errors import InternalError, NotFoundError, OutcomeUnknownError, WrongAccountError
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.share import Share
from tests.unit.fakes import ACCOUNT, LENS, LENS_KIND


class AnsweringSession(Session):
    """Gives the answers that it was made with, one a call."""

    def __init__(self, *answers, caller=LENS.account):
        super().__init__(Settings())
        self.answers = list(answers)
        self.caller = caller
        self.calls = []

    def call(self, call, region, parameters):
        self.calls.append((call.operation, region, dict(parameters)))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def caller_account(self, region):
        self.calls.append(("GetCallerIdentity", region, {}))
        return self.caller


def page(*numbers, token=None):
    rows = [{"ShareId": f"{number:032x}", "SharedWith": ACCOUNT, "Status": "PENDING"} for number in numbers]
    return {"LensShareSummaries": rows} | ({"NextToken": token} if token else {})


def listed(*answers):
    session = AnsweringSession(*answers)
    return session, [int(share.share_id, 16) for share in SharesApi(session, LENS_KIND, LENS).list()]


def test_a_call_goes_to_the_region_of_the_lens():
    session, _ = listed(page())

    assert [("ListLensShares", "us-east-1", {"LensAlias": str(LENS), "MaxResults": 10})] == session.calls


def test_pages_are_read_to_the_last_and_an_empty_one_is_not_the_last():
    _, numbers = listed(page(1, 2, token="a"), page(token="b"), page(3))

    assert [1, 2, 3] == numbers


def test_a_token_that_comes_back_ends_the_listing_with_an_error():
    with pytest.raises(InternalError, match="the same page again and again"):
        listed(page(1, token="a"), page(1, token="a"))


ID = "89abcdef0123456789abcdef01234567"


def test_a_row_may_leave_out_everything_but_the_id():
    assert Share(ID, "", "", "") == Share.from_summary({"ShareId": ID})


HOSTILE = "\x1b]0;title\x07\x9b31m\u202eevil\x00\x7f\r\nnext  line"


def test_text_of_a_row_is_one_printable_line():
    row = {"ShareId": ID, "SharedWith": HOSTILE, "Status": HOSTILE, "StatusMessage": HOSTILE + "x" * 1_000_000}

    share = Share.from_summary(row)

    assert "]0;title 31m evil next line" == share.status == share.shared_with
    assert share.status_message.startswith("]0;title 31m evil next line")
    assert 500 == len(share.status_message)


@pytest.mark.parametrize(
    "rows",
    [None, "text", {"ShareId": ID}, 7, [None], ["text"], [[]], [{}], [{"ShareId": None}], [{"ShareId": "89ab"}],
     [{"ShareId": ID.upper()}], [{"ShareId": [ID]}], [{"ShareId": ID}, None]],
)  # fmt: skip
def test_an_answer_of_another_shape_is_one_sentence_whose_outcome_is_unknown(rows):
    with pytest.raises(OutcomeUnknownError, match="the answer is not in the form that AWS documents"):
        listed({"LensShareSummaries": rows})


@pytest.mark.parametrize("share_id", [None, "", 7, [ID], {}, "89ab", f"{ID}\n", "\x1b[31m"])
def test_a_create_whose_answer_holds_no_share_id_has_an_unknown_outcome(share_id):
    session = AnsweringSession({"ShareId": share_id})

    with pytest.raises(OutcomeUnknownError, match="is not a share ID") as caught:
        SharesApi(session, LENS_KIND, LENS).create(Principal.parse(ACCOUNT), "token")
    assert str(caught.value).isprintable()


def test_a_listing_that_is_none_is_an_error_and_never_an_empty_one():
    with pytest.raises(OutcomeUnknownError, match="Could not list the shares of"):
        listed({})


def test_an_answer_to_a_create_without_an_id_is_an_error_whose_outcome_is_unknown():
    with pytest.raises(OutcomeUnknownError, match=f"Could not share {LENS} with {ACCOUNT}"):
        SharesApi(AnsweringSession({}), LENS_KIND, LENS).create(Principal.parse(ACCOUNT), "token")


def test_not_found_is_believed_from_the_account_of_the_lens():
    with pytest.raises(NotFoundError):
        listed(NotFoundError("no such lens"))


def test_not_found_is_not_believed_from_any_other_account():
    session = AnsweringSession(NotFoundError("no such lens"), caller="999988887777")

    with pytest.raises(
        WrongAccountError, match="belong to account 999988887777, but the lens belongs to account 111122223333"
    ):
        list(SharesApi(session, LENS_KIND, LENS).list())


def test_the_caller_is_asked_for_only_where_something_is_not_found():
    session, _ = listed(page(1))

    assert "GetCallerIdentity" not in [operation for operation, _, _ in session.calls]
