"""The ARNs of what is shared and the IDs of shares: what is accepted, and what is said of the rest."""

from functools import partial

import pytest
from pulumi_wellarchitected.arns import (
    EXAMPLE_LENS_ARN,
    EXAMPLE_PROFILE_ARN,
    EXAMPLE_TEMPLATE_ARN,
    EXAMPLE_WORKLOAD_ARN,
    Target,
    parse_lens_arn,
    parse_profile_arn,
    parse_share_id,
    parse_template_arn,
    parse_workload_arn,
)
from pulumi_wellarchitected.shares.kind import LENS, ShareIdentifier

GOVCLOUD = "arn:aws-us-gov:wellarchitected:us-gov-west-1:111122223333:lens/0123456789abcdef0123456789abcdef"
EUSC = "arn:aws-eusc:wellarchitected:eusc-de-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"
USER_WITH_COMMA = "arn:aws:iam::444455556666:user/reviewers/kim,lee"


def refusal(parse, text):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is what the callers look at
        parse(text)
    return str(caught.value)


def test_a_lens_arn_is_read_part_by_part():
    assert Target("aws", "us-east-1", "111122223333", EXAMPLE_LENS_ARN) == parse_lens_arn(EXAMPLE_LENS_ARN)


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE_LENS_ARN,
        GOVCLOUD,
        EUSC,
        "arn:aws:wellarchitected:ap-southeast-2:000000000001:lens/security_2-b",
        "arn:aws-iso-b:wellarchitected:us-isob-east-1:111122223333:lens/security",
    ],
)
def test_a_lens_arn_is_written_as_it_was_read(text):
    assert text == str(parse_lens_arn(text))


def test_a_lens_arn_of_the_european_sovereign_cloud_keeps_its_partition_and_region():
    lens = parse_lens_arn(EUSC)

    assert ("aws-eusc", "eusc-de-east-1") == (lens.partition, lens.region)


def test_a_lens_arn_of_govcloud_keeps_its_partition_and_region():
    lens = parse_lens_arn(GOVCLOUD)

    assert ("aws-us-gov", "us-gov-west-1") == (lens.partition, lens.region)


@pytest.mark.parametrize(
    "text",
    ["serverless", "wellarchitected", "foundational-technical-review"],
)
def test_the_alias_of_an_official_lens_is_refused_as_one_that_nobody_can_share(text):
    assert "nobody can share" in refusal(parse_lens_arn, text)


@pytest.mark.parametrize("region", ["", "us-east-1"])
def test_the_arn_of_an_official_lens_which_names_no_account_is_refused_as_one_that_nobody_can_share(region):
    assert "nobody can share" in refusal(parse_lens_arn, f"arn:aws:wellarchitected:{region}::lens/serverless")


def test_an_arn_of_the_china_regions_is_refused_since_the_service_does_not_exist_there():
    text = "arn:aws-cn:wellarchitected:cn-north-1:111122223333:lens/0123456789abcdef"

    assert f"{text!r} is in the AWS China Regions, where the Well-Architected Tool does not exist." == refusal(
        parse_lens_arn, text
    )


def test_the_longest_lens_arn_has_128_characters():
    start = "arn:aws:wellarchitected:us-east-1:111122223333:lens/"

    assert 128 == len(str(parse_lens_arn(start.ljust(128, "a"))))


def test_a_longer_lens_arn_is_refused_with_its_length():
    start = "arn:aws:wellarchitected:us-east-1:111122223333:lens/"

    assert refusal(parse_lens_arn, start.ljust(129, "a")).endswith(
        "has 129 characters. The ARN of a custom lens has at most 128."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        f" {EXAMPLE_LENS_ARN}",
        f"{EXAMPLE_LENS_ARN} ",
        f"{EXAMPLE_LENS_ARN}\n",
        EXAMPLE_LENS_ARN.upper(),
        EXAMPLE_LENS_ARN.replace("us-east-1", "US-EAST-1"),
        EXAMPLE_LENS_ARN.replace("wellarchitected", "s3"),
        EXAMPLE_LENS_ARN.replace("lens/", "workload/"),
        EXAMPLE_LENS_ARN.replace("us-east-1", ""),
        EXAMPLE_LENS_ARN.replace("111122223333", "11112222333"),
        EXAMPLE_LENS_ARN.replace("111122223333", "1111222233334"),
        EXAMPLE_LENS_ARN.partition("lens/")[0],
        f"{EXAMPLE_LENS_ARN}/1",
        f"{EXAMPLE_LENS_ARN},444455556666",
    ],
)
def test_what_is_no_lens_arn_is_refused_with_an_example_of_one(text):
    sentence = refusal(parse_lens_arn, text)

    assert f"{text!r} is not the ARN of a custom lens" in sentence
    assert EXAMPLE_LENS_ARN in sentence


def test_digits_of_another_script_are_not_an_account_in_a_lens_arn():
    assert "is not the ARN" in refusal(parse_lens_arn, EXAMPLE_LENS_ARN.replace("111122223333", "\uff11" * 12))


@pytest.mark.parametrize("share", ["89abcdef0123456789abcdef01234567", "444455556666", USER_WITH_COMMA])
def test_a_share_identifier_is_written_as_it_was_read(share):
    assert f"{EXAMPLE_LENS_ARN},{share}" == str(ShareIdentifier.parse(LENS, f"{EXAMPLE_LENS_ARN},{share}"))


def test_a_share_identifier_ends_its_lens_at_the_first_comma_since_a_user_arn_may_hold_more():
    assert USER_WITH_COMMA == ShareIdentifier.parse(LENS, f"{EXAMPLE_LENS_ARN},{USER_WITH_COMMA}").share


@pytest.mark.parametrize(
    ("share", "names_share_id"),
    [
        ("89abcdef0123456789abcdef01234567", True),
        ("89abcdef0123456789abcdef0123456", False),
        ("89ABCDEF0123456789ABCDEF01234567", False),
        ("444455556666", False),
        (USER_WITH_COMMA, False),
        ("o-exampleorgid", False),
    ],
)
def test_a_share_identifier_tells_a_share_id_from_a_principal(share, names_share_id):
    assert names_share_id == ShareIdentifier.parse(LENS, f"{EXAMPLE_LENS_ARN},{share}").names_share_id


@pytest.mark.parametrize("text", ["", EXAMPLE_LENS_ARN, f"{EXAMPLE_LENS_ARN},", "89abcdef0123456789abcdef01234567"])
def test_a_share_identifier_with_one_part_is_refused_with_both_forms(text):
    assert "Give <lens ARN>,<share ID> or <lens ARN>,<principal>" in refusal(partial(ShareIdentifier.parse, LENS), text)


def test_a_share_identifier_of_an_official_lens_is_refused_as_the_lens_is():
    assert "nobody can share" in refusal(partial(ShareIdentifier.parse, LENS), "serverless,444455556666")


EACH = {
    "lens": (parse_lens_arn, EXAMPLE_LENS_ARN),
    "profile": (parse_profile_arn, EXAMPLE_PROFILE_ARN),
    "review template": (parse_template_arn, EXAMPLE_TEMPLATE_ARN),
    "workload": (parse_workload_arn, EXAMPLE_WORKLOAD_ARN),
}
WITH_32_DIGITS = [EACH["review template"], EACH["workload"]]


@pytest.mark.parametrize(("parse", "example"), EACH.values(), ids=EACH)
def test_an_arn_of_any_kind_is_read_part_by_part(parse, example):
    assert Target("aws", "us-east-1", "111122223333", example) == parse(example)
    assert example == f"arn:aws:wellarchitected:us-east-1:111122223333:{example.split(':')[-1]}"
    assert parse(example).id == example.split("/")[-1]


@pytest.mark.parametrize("noun", EACH)
def test_the_arn_of_another_kind_is_refused_with_an_example(noun):
    parse, example = EACH[noun]
    for other in EACH.keys() - {noun}:
        sentence = refusal(parse, EACH[other][1])
        assert f"{noun}. Give one such as {example}." in sentence


@pytest.mark.parametrize(("parse", "example"), WITH_32_DIGITS)
@pytest.mark.parametrize("change", [lambda arn: arn[:-1], lambda arn: f"{arn}0", lambda arn: arn.replace("abc", "xyz")])
def test_the_arn_of_a_review_template_or_workload_ends_with_32_hexadecimal_digits(parse, example, change):
    assert "is not the ARN" in refusal(parse, change(example))


def test_a_profile_in_govcloud_is_not_refused_here_since_aws_may_change_that():
    text = EXAMPLE_PROFILE_ARN.replace("arn:aws:", "arn:aws-us-gov:").replace("us-east-1", "us-gov-west-1")

    assert "us-gov-west-1" == parse_profile_arn(text).region


def test_the_id_of_a_workload_is_refused_since_it_says_neither_region_nor_account():
    assert (
        "'0123456789abcdef0123456789abcdef' is the ID of a workload. Give the workload's ARN (workload.workload_arn, "
        "or aws wellarchitected get-workload): an ID alone does not say in which Region and account it is."
    ) == refusal(parse_workload_arn, "0123456789abcdef0123456789abcdef")


@pytest.mark.parametrize("text", ["", "0123456789ABCDEF0123456789ABCDEF", f"{'0' * 32}\n", "0" * 33, None, 7, [], {}])
def test_what_is_no_share_id_is_refused_under_the_name_that_the_reader_knows(text):
    assert refusal(parse_share_id, text).endswith(" is not a share ID")
    assert refusal(partial(parse_share_id, noun="the ID of a share invitation"), text).endswith(
        " is not the ID of a share invitation"
    )
