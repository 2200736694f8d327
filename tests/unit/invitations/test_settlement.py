"""Answering an invitation: orders of events that no server can be made to show, with invitations in memory.

Every line that a user may be shown stands in __snapshots__/test_settlement/.
"""

from collections import deque
from datetime import timedelta

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    UnreachableError,
)
from pulumi_wellarchitected.invitations.inbox import Inbox
from pulumi_wellarchitected.invitations.invitation import Answer, Invitation, SharedLens
from pulumi_wellarchitected.invitations.settlement import Settlement
from tests.unit.fakes import EngineLines, Time

LENS = parse_lens_arn(EXAMPLE_LENS_ARN)
ACCOUNT = "444455556666"
USER = f"arn:aws:iam::{ACCOUNT}:user/reviewer"


def id_of(number):
    return f"{number:032x}"


def invitation(number, shared_with=ACCOUNT, lens_arn=EXAMPLE_LENS_ARN):
    return Invitation(id_of(number), lens_arn, "Security", shared_with)


def shared(number=1):
    return SharedLens("Security", "1.0", LENS.account, id_of(number) if number else "")


class InvitationsInMemory:
    """The three calls of a consumer, on one lens."""

    region = LENS.region

    def __init__(self, *pending):
        self.pending = list(pending)
        self.lens = None
        self.calls = []
        self.failures = deque()
        """What is raised instead of the next answers. A callable is called first."""
        self.hidden = NotFoundError("no such lens")
        self.accepts = True

    def get_lens(self, _target):
        self.calls.append("get")
        if self.lens is None:
            raise self.hidden
        return self.lens

    def list(self):
        self.calls.append("list")
        return list(self.pending)

    def answer(self, given, action):
        self.calls.append(f"{action} {int(given.invitation_id, 16)}")
        if self.failures:
            raise self.failures.popleft()
        self.take(given, action)

    def take(self, given, action="ACCEPT"):
        """What the service does with an answer."""
        self.pending.remove(given)
        if action == "ACCEPT":
            self.lens = SharedLens("Security", "1.0", LENS.account, given.invitation_id)


class Scene:
    """One accepter, and what it looks at."""

    def __init__(self, *pending):
        self.api = InvitationsInMemory(*pending)
        self.time = Time()
        self.engine = EngineLines()

    def settle(self, number=None, action="ACCEPT", seconds=60):
        answer = Answer(LENS, action, id_of(number) if number else "", timedelta(seconds=seconds))
        inbox = Inbox(self.api, self.time.clock)
        return Settlement(answer, ACCOUNT, inbox, self.time.polling, self.engine).settle()

    def at(self, second, event):
        self.time.at(second, event)


def test_an_invitation_that_comes_after_half_a_minute_is_accepted():
    scene = Scene()
    scene.at(30, lambda: scene.api.pending.append(invitation(1)))

    assert ("ACCEPTED", id_of(1)) == (scene.settle().status, scene.api.lens.invitation_id)
    assert 30 <= scene.time.passed < 45


def test_without_a_timeout_an_invitation_is_looked_for_for_a_minute():
    scene = Scene()

    with pytest.raises(NotFoundError, match=r"^No invitation to lens "):
        scene.settle()

    assert 60 == scene.time.passed


def test_a_lens_that_somebody_accepts_meanwhile_ends_the_search():
    scene = Scene()
    scene.at(20, lambda: setattr(scene.api, "lens", shared()))

    assert "ACCEPTED" == scene.settle().status
    assert not [call for call in scene.api.calls if call.startswith("ACCEPT")]


def test_a_wanted_invitation_that_replaced_the_accepted_one_gets_the_time_that_a_listing_lags():
    scene = Scene()
    scene.api.lens = shared(1)  # of the share that was just deleted
    scene.at(5, lambda: scene.api.pending.append(invitation(2)))

    assert (id_of(2), "ACCEPTED") == (scene.settle(2).invitation_id, "ACCEPTED")
    assert "ACCEPT 2" in scene.api.calls


def test_a_wanted_invitation_that_does_not_come_leaves_the_accepted_lens_as_it_is():
    scene = Scene()
    scene.api.lens = shared(1)

    assert ("ACCEPTED", id_of(1)) == (scene.settle(2).status, scene.settle(2).invitation_id)
    assert scene.time.passed <= 20


def test_a_wanted_invitation_of_which_aws_leaves_the_lens_out_is_accepted():
    scene = Scene(invitation(1, lens_arn=""))

    assert "ACCEPTED" == scene.settle(1).status


def test_a_lens_without_an_invitation_fulfils_every_wish():
    scene = Scene()
    scene.api.lens = shared(None)

    assert ("ACCEPTED", "") == (scene.settle(2).status, scene.settle(2).invitation_id)
    assert ["get", "get"] == scene.api.calls


@pytest.mark.parametrize("failure", [ConflictError, NotFoundError, UnreachableError])
def test_whatever_an_answer_failed_with_the_lens_decides(failure):
    scene = Scene(invitation(1))
    scene.api.failures.append(failure("no answer"))
    scene.at(3, lambda: scene.api.take(invitation(1)))  # it becomes visible late

    assert "ACCEPTED" == scene.settle().status
    assert 1 == scene.api.calls.count("ACCEPT 1")


def test_a_lens_that_came_by_another_invitation_does_not_prove_that_a_lost_answer_arrived():
    scene = Scene(invitation(2, USER))
    scene.api.lens = shared(1)
    scene.api.failures.append(UnreachableError("no answer"))

    with pytest.raises(UnreachableError, match="no answer"):
        scene.settle(2)


def test_a_lost_answer_arrived_if_its_invitation_waits_no_more_and_the_lens_is_there():
    scene = Scene(invitation(2, USER))
    scene.api.lens = shared(1)
    scene.api.answer = lambda given, _action: scene.api.pending.remove(given) or raise_(UnreachableError("no answer"))

    assert ("ACCEPTED", id_of(2)) == (scene.settle(2).status, id_of(2))


def raise_(error):
    raise error


def test_a_look_that_fails_after_the_acceptance_is_made_again():
    scene = Scene(invitation(1))
    looks = deque([NotFoundError("no"), UnreachableError("no"), AccessDeniedError("no"), shared()])
    scene.api.get_lens = lambda _target: raise_(look) if isinstance(look := looks.popleft(), Exception) else look

    assert "ACCEPTED" == scene.settle().status


def test_a_rejected_invitation_that_is_pending_again_means_that_the_answer_was_lost():
    scene = Scene(invitation(1))
    scene.api.failures.append(UnreachableError("no answer"))

    with pytest.raises(UnreachableError, match="no answer"):
        scene.settle(action="REJECT")


def test_a_rejection_that_came_too_late_is_an_error():
    scene = Scene(invitation(1))
    scene.api.answer = lambda given, _action: scene.api.take(given) or raise_(ConflictError("no longer PENDING"))

    with pytest.raises(ConflictError, match="has access to the lens already"):
        scene.settle(action="REJECT")


def test_a_wanted_invitation_beside_the_accepted_one_can_be_rejected():
    scene = Scene(invitation(2, USER))
    scene.api.lens = shared(1)

    assert ("REJECTED", id_of(2)) == (scene.settle(2, "REJECT").status, id_of(2))
    assert "REJECT 2" in scene.api.calls


def failing(number=None, action="ACCEPT", *pending, lens=None, hidden=None):
    scene = Scene(*pending)
    scene.api.lens, scene.api.hidden = lens, hidden or scene.api.hidden
    with pytest.raises((NotFoundError, InvalidInputError, ConflictError)) as failure:
        scene.settle(number, action)
    return str(failure.value)


def warning(*pending, number=None, action="ACCEPT"):
    scene = Scene(*pending)
    scene.api.take = lambda given, _action: scene.api.pending.remove(given)  # the lens stays hidden
    scene.settle(number, action)
    return scene.engine.warnings[0]


def test_every_line_for_the_user_reads_well(text_file):
    other = f"{EXAMPLE_LENS_ARN[:-1]}0"
    several = [invitation(1, USER), invitation(2, f"{USER}s")]
    lines = {
        "no invitation": failing(),
        "access denied as well": failing(hidden=AccessDeniedError("Could not look at the lens: access denied.")),
        "not the wanted one": failing(3),
        "others than the wanted one": failing(3, "ACCEPT", *several),
        "another lens's": failing(1, "ACCEPT", invitation(1, lens_arn=other)),
        "several": failing(None, "ACCEPT", *several),
        "accepted, and to be rejected": failing(None, "REJECT", lens=shared()),
        "nothing to reject": warning(action="REJECT"),
        "accepted, and hidden": warning(invitation(1)),
    }
    assert text_file == "\n".join(f"{case}\n    {line}" for case, line in lines.items()) + "\n"
