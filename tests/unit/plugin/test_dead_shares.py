"""What a run says about dead shares: a line for each of a few, and a summary of many."""

from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN as LENS
from pulumi_wellarchitected.plugin.dead_shares import DeadShares, Fate
from pulumi_wellarchitected.principals import Principal


def said(*met, count=1):
    shares = DeadShares()
    for status, fate in met:
        for number in range(count):
            shares.record("lens", LENS, Principal.parse(f"{444455556666 + number}"), status, fate)
    return shares.lines()


def test_nothing_is_said_of_no_share():
    assert [] == said()


def test_a_few_shares_get_a_line_each():
    assert [
        "Lens share is EXPIRED: this up sends a new invitation to 444455556666.",
        "Lens share is EXPIRED: this up sends a new invitation to 444455556667.",
    ] == said(("EXPIRED", Fate.SENT_NOW), count=2)


def test_the_later_answer_counts_so_that_a_share_is_told_once():
    assert ["Lens share is EXPIRED: this up sends a new invitation to 444455556666."] == said(
        ("EXPIRED", Fate.SENT_NEXT), ("EXPIRED", Fate.SENT_NOW)
    )


def test_many_shares_of_a_lens_get_one_line():
    assert [
        (
            f"300 lens shares of {LENS} are EXPIRED: the next up sends them again (444455556666, 444455556667, "
            f"444455556668, 444455556669, 444455556670 and 295 more)."
        )
    ] == said(("EXPIRED", Fate.SENT_NEXT), count=300)


def test_a_protected_share_is_told_to_be_unprotected():
    assert ["Lens share with 444455556666 is REVOKED and protected: unprotect it to send it again."] == said(
        ("REVOKED", Fate.PROTECTED)
    )


def test_a_rejected_share_is_told_with_the_way_to_send_it_again():
    assert ["444455556666 has rejected the lens share. To send it again, put REJECTED into resend_on."] == said(
        ("REJECTED", Fate.KEPT)
    )


def test_a_unit_gets_no_invitation():
    shares = DeadShares()
    shares.record("lens", LENS, Principal.parse("ou-abcd-11111111"), "REVOKED", Fate.SENT_NOW)
    assert ["Lens share is REVOKED: this up sends it again to ou-abcd-11111111."] == shares.lines()
