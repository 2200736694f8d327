"""Who a lens can be shared with: every form, what means the same, and what is said of the rest."""

import pytest
from pulumi_wellarchitected.principals import Principal, PrincipalKind, principal_identity

ACCOUNT = "444455556666"
USER = "arn:aws:iam::444455556666:user/reviewers/kim"
ORGANIZATION = "o-exampleorgid"
ORGANIZATION_ARN = "arn:aws:organizations::111122223333:organization/o-exampleorgid"
UNIT = "ou-abcd-11111111"
UNIT_ARN = "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111"
LONG_USER = f"arn:aws:iam::444455556666:user/{'team/' * 20}kim"


def same_principal(one, other):
    return principal_identity(one) == principal_identity(other)


def refusal(text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is what the callers look at
        Principal.parse(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ACCOUNT, PrincipalKind.ACCOUNT),
        ("000000000001", PrincipalKind.ACCOUNT),
        (USER, PrincipalKind.USER),
        (USER.replace("arn:aws:", "arn:aws-us-gov:"), PrincipalKind.USER),
        (USER.replace("arn:aws:", "arn:aws-eusc:"), PrincipalKind.USER),
        ("arn:aws:iam::444455556666:user/kim+lee=a,b.c@d_e-f", PrincipalKind.USER),
        (ORGANIZATION, PrincipalKind.ORGANIZATION),
        (ORGANIZATION_ARN, PrincipalKind.ORGANIZATION),
        (ORGANIZATION_ARN.replace("arn:aws:", "arn:aws-us-gov:"), PrincipalKind.ORGANIZATION),
        (ORGANIZATION_ARN.replace("arn:aws:", "arn:aws-eusc:"), PrincipalKind.ORGANIZATION),
        (UNIT, PrincipalKind.ORGANIZATIONAL_UNIT),
        (UNIT_ARN, PrincipalKind.ORGANIZATIONAL_UNIT),
        (UNIT_ARN.replace("arn:aws:", "arn:aws-eusc:"), PrincipalKind.ORGANIZATIONAL_UNIT),
    ],
)
def test_every_form_of_principal_is_told_from_the_others(text, kind):
    assert kind is Principal.parse(text).kind


@pytest.mark.parametrize("text", [ACCOUNT, USER, ORGANIZATION, ORGANIZATION_ARN, UNIT, UNIT_ARN])
def test_a_principal_keeps_the_spelling_that_it_was_given(text):
    assert text == str(Principal.parse(text))


@pytest.mark.parametrize(
    ("text", "account"),
    [(ACCOUNT, ACCOUNT), (USER, ACCOUNT), (ORGANIZATION_ARN, None), (UNIT_ARN, None)],
)
def test_only_an_account_and_a_user_name_the_account_that_receives_the_share(text, account):
    assert account == Principal.parse(text).account


@pytest.mark.parametrize(("one", "other"), [(ORGANIZATION, ORGANIZATION_ARN), (UNIT, UNIT_ARN)])
def test_an_id_and_an_arn_mean_the_same_in_either_order(one, other):
    assert same_principal(one, other)
    assert same_principal(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ACCOUNT, "444455556667"),
        (ACCOUNT, USER),
        (USER, f"{USER}berly"),
        (USER, USER.replace("kim", "Kim")),
        (ORGANIZATION, f"{ORGANIZATION}2"),
        (ORGANIZATION, UNIT_ARN),
        (UNIT, f"{UNIT}1"),
        (UNIT_ARN, ORGANIZATION_ARN),
        (ACCOUNT, ""),
        ("not a principal", ACCOUNT),
    ],
)
def test_different_principals_are_not_the_same_however_much_alike(one, other):
    assert not same_principal(one, other)
    assert not same_principal(other, one)


def test_text_that_is_no_principal_equals_itself():
    assert same_principal("from an old state", "from an old state")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (ACCOUNT, f"{ACCOUNT}7"),
        (ACCOUNT, USER),
        (USER, f"{USER}berly"),
        (USER, f"{USER}/deeper"),
        (ORGANIZATION, f"{ORGANIZATION}2"),
        (UNIT, f"{UNIT}1"),
        (LONG_USER, f"{LONG_USER[:-3]}lee"),
    ],
)
def test_a_row_that_only_starts_alike_is_about_somebody_else(text, row):
    assert not Principal.parse(text).is_listed_as(row)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (ACCOUNT, ACCOUNT),
        (USER, USER),
        (ORGANIZATION, ORGANIZATION_ARN),
        (ORGANIZATION_ARN, ORGANIZATION),
        (UNIT, UNIT_ARN),
        (UNIT_ARN, UNIT),
    ],
)
def test_a_row_is_recognized_under_either_spelling(text, row):
    assert Principal.parse(text).is_listed_as(row)


def test_the_prefix_of_a_user_is_cut_at_the_100_characters_that_the_service_takes():
    assert (LONG_USER[:100],) == Principal.parse(LONG_USER).listing_prefixes("aws")


@pytest.mark.parametrize("text", [ACCOUNT, USER])
def test_an_account_or_a_user_is_found_with_one_prefix(text):
    assert (text,) == Principal.parse(text).listing_prefixes("aws")


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        (ORGANIZATION, (ORGANIZATION, "arn:aws-us-gov:organizations::")),
        (ORGANIZATION_ARN, (ORGANIZATION_ARN, ORGANIZATION)),
        (UNIT, (UNIT, "arn:aws-us-gov:organizations::")),
        (UNIT_ARN, (UNIT_ARN, UNIT)),
    ],
)
def test_an_organization_or_unit_is_looked_for_as_it_was_given_and_then_in_its_other_spelling(text, prefixes):
    assert prefixes == Principal.parse(text).listing_prefixes("aws-us-gov")


@pytest.mark.parametrize(
    "spellings", [(ACCOUNT,), (USER,), (LONG_USER,), (ORGANIZATION, ORGANIZATION_ARN), (UNIT, UNIT_ARN)]
)
def test_every_row_about_a_principal_is_among_those_that_its_prefixes_select(spellings):
    for text in spellings:
        prefixes = Principal.parse(text).listing_prefixes("aws")
        assert all(row.startswith(prefixes) for row in spellings)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f" {ACCOUNT}", "Remove the spaces around it."),
        (f"{ACCOUNT}\n", "Remove the spaces around it."),
        ("44445555666", "An account ID has exactly 12 digits and nothing else."),
        ("4444555566667", "An account ID has exactly 12 digits and nothing else."),
        ("4444-5555-6666", "An account ID has exactly 12 digits and nothing else."),
        ("4444 5555 6666", "An account ID has exactly 12 digits and nothing else."),
        ("arn:aws:iam::444455556666:root", "'444455556666' would share with the whole account."),
        ("arn:aws:iam::444455556666:role/auditor", "'444455556666' would share with the whole account."),
        ("arn:aws:iam::444455556666:group/auditors", "'444455556666' would share with the whole account."),
    ],
)
def test_a_near_miss_is_refused_with_a_hint(text, hint):
    assert refusal(text).endswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "security-team",
        "kim@example.com",
        "O-EXAMPLEORGID",
        "OU-ABCD-11111111",
        "o-short",
        "ou-abcd-1",
        "r-abcd",
        USER.upper(),
        "arn:aws:iam::444455556666:user/",
        "arn:aws:iam::444455556666:user/kim lee",
        "arn:aws:sts::444455556666:assumed-role/auditor/kim",
        ORGANIZATION_ARN.replace("organization/", "account/"),
        UNIT_ARN.replace("o-exampleorgid/", ""),
    ],
)
def test_what_is_no_principal_is_refused_with_all_that_is_accepted(text):
    sentence = refusal(text)

    assert f"{text!r} is not a principal" in sentence
    for example in (ACCOUNT, "arn:aws:iam::444455556666:user/reviewer", ORGANIZATION, UNIT):
        assert example in sentence


def test_digits_of_another_script_are_not_an_account():
    assert "is not a principal" in refusal("\uff14" * 12)


def test_the_longest_principal_has_2048_characters():
    start = "arn:aws:iam::444455556666:user/"

    assert 2048 == len(Principal.parse(start.ljust(2048, "k")).text)


def test_a_longer_principal_is_refused_with_its_length_and_only_its_beginning():
    sentence = refusal("arn:aws:iam::444455556666:user/".ljust(2049, "k"))

    assert "at most 2048 characters" in sentence
    assert sentence.endswith("has 2049.")
    assert 200 > len(sentence)
