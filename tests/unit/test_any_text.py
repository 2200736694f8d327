"""Any text for a principal, an ARN, an ID or a status: it is read and written again, or refused in a sentence."""

from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.cleaning import LONGEST, clean
from pulumi_wellarchitected.principals import Principal, principal_identity
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.kind import LENS, ShareIdentifier
from pulumi_wellarchitected.shares.share import parse_share_id
from tests.unit.arbitrary import (
    ACCOUNTS,
    JSON,
    LENS_ARNS,
    ORGANIZATIONS,
    PARTITIONS,
    PRINCIPALS,
    QUICK,
    TEXTS,
    UNITS,
    damaged,
    is_one_printable_line,
)


def same_principal(one, other):
    return principal_identity(one) == principal_identity(other)


def refusal(parse, value):
    """The sentence of the refusal, or None."""
    try:
        parse(value)
    except ValueError as bad:
        return str(bad)
    return None


def assert_read_or_refused(parse, text):
    said = refusal(parse, text)
    if said is None:
        assert text == str(parse(text))
    else:
        assert is_one_printable_line(said)
        assert said.endswith(".")


@QUICK
@given(TEXTS | damaged(PRINCIPALS))
def test_a_principal_is_read_or_refused_in_a_sentence(text):
    assert_read_or_refused(Principal.parse, text)


@QUICK
@given(PRINCIPALS)
def test_a_principal_is_listed_as_its_own_spelling_and_found_by_its_prefixes(text):
    principal = Principal.parse(text)
    assert principal.is_listed_as(text)
    assert same_principal(text, principal.identity)
    assert any(text.startswith(prefix) for prefix in principal.listing_prefixes("aws"))
    assert all(1 <= len(prefix) <= 100 for prefix in principal.listing_prefixes("aws"))


@QUICK
@given(ORGANIZATIONS, UNITS, PARTITIONS, ACCOUNTS)
def test_the_identity_of_an_organization_and_a_unit_is_the_same_in_each_spelling(
    organization, unit, partition, account
):
    prefix = f"arn:{partition}:organizations::{account}"
    for one, other in (
        (organization, f"{prefix}:organization/{organization}"),
        (unit, f"{prefix}:ou/{organization}/{unit}"),
    ):
        assert one == Principal.parse(one).identity == Principal.parse(other).identity
        assert Principal.parse(one).is_listed_as(other)
        assert Principal.parse(other).is_listed_as(one)


@QUICK
@given(JSON)
def test_what_is_no_principal_is_its_own_identity(value):
    assert value is principal_identity(value) or principal_identity(value) == Principal.parse(value).identity


@QUICK
@given(TEXTS | damaged(LENS_ARNS))
def test_a_lens_arn_is_read_or_refused_in_a_sentence(text):
    assert_read_or_refused(parse_lens_arn, text)


@QUICK
@given(
    TEXTS | damaged(st.builds("{},{}".format, LENS_ARNS, PRINCIPALS | st.from_regex("[0-9a-f]{32}", fullmatch=True)))
)
def test_the_id_of_a_share_is_read_or_refused_in_a_sentence(text):
    assert_read_or_refused(lambda given: ShareIdentifier.parse(LENS, given), text)


@QUICK
@given(JSON)
def test_a_share_id_is_32_hexadecimal_digits_or_refused(value):
    said = refusal(parse_share_id, value)
    assert is_one_printable_line(said) if said else 32 == len(parse_share_id(value))


@QUICK
@given(TEXTS)
def test_only_the_four_dead_statuses_are_dead(status):
    assert statuses.is_live(status) == (status not in {"EXPIRED", "FAILED", "REJECTED", "REVOKED"})


@QUICK
@given(JSON)
def test_cleaned_text_is_one_printable_line_and_cleaning_it_again_changes_nothing(value):
    cleaned = clean(value)
    assert is_one_printable_line(cleaned)
    assert len(cleaned) <= LONGEST
    assert cleaned == clean(cleaned)


@QUICK
@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=LONGEST))
def test_printable_text_of_a_usual_length_is_kept(text):
    assert text == clean(text)
