"""Changes with time: invitations expire, listings lag. The tests set the emulator's clock instead of waiting."""

from datetime import datetime, timedelta, timezone

import pytest

CONSUMER = "444455556666"


def test_an_invitation_expires_after_seven_days(wellarchitected, share, listed, consumer):
    share_id = share()
    wellarchitected.advance(days=6, hours=23)
    assert ["PENDING"] == [shown["Status"] for shown in listed()]
    wellarchitected.advance(hours=2)
    assert ["EXPIRED"] == [shown["Status"] for shown in listed()]
    assert [] == consumer.list_share_invitations()["ShareInvitationSummaries"]
    with pytest.raises(consumer.exceptions.ConflictException, match="EXPIRED"):
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")


def test_an_accepted_share_does_not_expire(wellarchitected, lens, share, listed):
    wellarchitected.accept(lens, share())
    wellarchitected.advance(days=30)
    assert ["ACCEPTED"] == [shown["Status"] for shown in listed()]


def test_the_lifetime_of_invitations_is_a_setting(wellarchitected, share, listed):
    wellarchitected.configure(invitation_days=0.5)
    share()
    wellarchitected.advance(hours=13)
    assert ["EXPIRED"] == [shown["Status"] for shown in listed()]


def test_time_does_not_change_a_status_that_was_set(wellarchitected, lens, share, listed):
    wellarchitected.set_status(lens, share(), "PENDING")
    wellarchitected.advance(days=8)
    assert ["PENDING"] == [shown["Status"] for shown in listed()]


def test_the_clock_can_be_set_and_advanced(wellarchitected):
    moment = datetime(2030, 1, 1, tzinfo=timezone.utc)
    wellarchitected.set_time(moment)
    assert timedelta(seconds=60) > wellarchitected.now - moment
    assert timedelta(days=1) <= wellarchitected.advance(days=1) - moment < timedelta(days=1, minutes=1)


def test_a_listing_with_read_lag_hides_a_new_share(wellarchitected, lens, share, listed):
    wellarchitected.configure(read_lag_seconds=30)
    share_id = share()
    assert [] == listed()
    assert [share_id] == [known.share_id for known in wellarchitected.shares(lens)]
    wellarchitected.advance(seconds=31)
    assert [share_id] == [shown["ShareId"] for shown in listed()]


def test_a_listing_with_read_lag_still_shows_a_deleted_share(wellarchitected, owner, lens, share, listed):
    share_id = share()
    wellarchitected.configure(read_lag_seconds=30)
    wellarchitected.advance(seconds=31)
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    assert [share_id] == [shown["ShareId"] for shown in listed()]
    assert [] == wellarchitected.shares(lens)
    wellarchitected.advance(seconds=31)
    assert [] == listed()


def test_writes_have_no_lag(wellarchitected, owner, lens, share):
    wellarchitected.configure(read_lag_seconds=30)
    share_id = share()
    with pytest.raises(owner.exceptions.ConflictException):
        share()
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
