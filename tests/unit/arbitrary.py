"""What hypothesis makes up: text from outside, JSON, and almost valid principals and ARNs. A few seconds in all."""

from hypothesis import settings
from hypothesis import strategies as st

QUICK = settings(max_examples=150, deadline=None)

HOSTILE = st.sampled_from(["\x1b[2J", "\x07", "\x00", "\x9b", "\u202e", "\u2028", "\x7f", "\n", "\ud800", "\U000e0041"])
TEXTS = (
    st.text() | st.lists(HOSTILE | st.text(max_size=5), max_size=5).map("".join) | HOSTILE.map(lambda each: each * 999)
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**30, 1e308, float("inf"), float("nan")])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)

ACCOUNTS = st.from_regex(r"[0-9]{12}", fullmatch=True)
PARTITIONS = st.sampled_from(["aws", "aws-us-gov", "aws-cn", "aws-eusc", "aws-iso-b"])
USERS = st.builds(
    "arn:{}:iam::{}:user/{}".format, PARTITIONS, ACCOUNTS, st.from_regex(r"[\x21-\x7e]{1,40}", fullmatch=True)
)
ORGANIZATIONS = st.from_regex(r"o-[a-z0-9]{10,32}", fullmatch=True)
UNITS = st.from_regex(r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}", fullmatch=True)
PRINCIPALS = ACCOUNTS | USERS | ORGANIZATIONS | UNITS
LENS_ARNS = st.builds(
    "arn:{}:wellarchitected:{}:{}:lens/{}".format,
    PARTITIONS,
    st.sampled_from(["us-east-1", "us-gov-west-1", "eusc-de-east-1", "us-isob-east-1", "nowhere"]),
    ACCOUNTS,
    st.from_regex(r"[A-Za-z0-9_-]{1,80}", fullmatch=True),
)


def damaged(texts):
    """Valid text, and the same with something put in the middle or at an end."""
    return texts | st.builds(lambda text, at, more: text[:at] + more + text[at:], texts, st.integers(0, 60), TEXTS)


def is_one_printable_line(text):
    """Whether a terminal shows this text as it is."""
    return text.isprintable() and text == text.strip()
