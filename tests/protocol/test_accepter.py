"""A LensShareAccepter in the consumer's account: both orders, re-sent shares, lost answers, and its end.

The plugin has the consumer's credentials. What the owner does is done to the emulator by its Python API.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Timer

import grpc
import pytest
from pulumi_wellarchitected.dynamic import lens_share_accepter
from tests.protocol.plugin import UNKNOWN
from tests.support import emulated
from wellarchitected_emulator import Fault

OWNER, CONSUMER, OTHER = "111122223333", "444455556666", "777788889999"
USER = f"arn:aws:iam::{CONSUMER}:user/reviewer"
TYPE = "pulumi-python:dynamic/wellarchitected:LensShareAccepter"
STALE = "0123456789abcdef" * 2
SOON = {"create": "2s", "update": "2s"}


@pytest.fixture
def consumer(plugin, wellarchitected):
    """The plugin with the consumer's credentials, asked about accepters."""
    return as_account(plugin, wellarchitected, CONSUMER)


@pytest.fixture
def owner(plugins, wellarchitected):
    """A second plugin with the owner's credentials, asked about shares: the other provider of one program."""
    with plugins.one() as plugin:
        plugin.configure(emulated.as_received(emulated.aws_config(wellarchitected.url)))
        yield plugin


@pytest.fixture
def fresh(plugins, wellarchitected):
    """A plugin with the consumer's credentials that has accepted nothing itself, as in the next command."""
    with plugins.one() as plugin:
        yield as_account(plugin, wellarchitected, CONSUMER)


@pytest.fixture
def stranger(plugins, wellarchitected):
    """A plugin with the credentials of a third account."""
    with plugins.one() as plugin:
        yield as_account(plugin, wellarchitected, OTHER)


@pytest.fixture
def inputs(lens):
    return {"lens_alias": lens}


@pytest.fixture
def invited(wellarchitected, lens):
    """The ID of an invitation that waits."""
    return wellarchitected.share(lens, CONSUMER)


@pytest.fixture
def accepted(consumer, wellarchitected, inputs, invited):
    """The ID and the outputs of an accepter that has accepted, as the state holds them."""
    created = consumer.create(inputs)
    wellarchitected.clear_requests()
    return created


def as_account(plugin, wellarchitected, account):
    plugin.configure(emulated.as_received(emulated.aws_config(wellarchitected.url, account)))
    return plugin.about(TYPE, lens_share_accepter)


def statuses(wellarchitected, lens):
    return [share.status for share in wellarchitected.shares(lens)]


def operations(wellarchitected):
    return [request.operation for request in wellarchitected.requests()]


def failing(verb, *arguments):
    with pytest.raises(grpc.RpcError) as failure:
        verb(*arguments)
    return failure.value.details().strip()


def share_again(wellarchitected, lens, share_id):
    """What the next up of the owner does with a share that has expired."""
    wellarchitected.remove_share(lens, share_id)
    return wellarchitected.share(lens, CONSUMER)


@contextmanager
def soon(action, *arguments):
    timer = Timer(1.0, action, arguments)
    timer.start()
    yield
    timer.join()


def test_an_invitation_that_waits_is_accepted(consumer, wellarchitected, lens, inputs, invited):
    id_, outputs = consumer.create(inputs)
    assert f"{lens},{CONSUMER}" == id_
    assert {
        "__provider": consumer.provider,
        "lens_alias": lens,
        "share_invitation_id": invited,
        "status": "ACCEPTED",
        "account_id": CONSUMER,
        "lens_name": "security",
        "lens_version": "1.0",
        "owner": OWNER,
    } == outputs
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    assert [] == consumer.engine.messages


def test_a_create_takes_five_calls(consumer, wellarchitected, inputs, invited):
    consumer.create(inputs)
    assert [
        "GetCallerIdentity",
        "GetLens",
        "ListShareInvitations",
        "UpdateShareInvitation",
        "GetLens",
    ] == operations(wellarchitected)


def test_the_wanted_invitation_is_accepted(consumer, wellarchitected, lens, inputs, invited):
    _, outputs = consumer.create({**inputs, "share_invitation_id": invited})
    assert (invited, "ACCEPTED") == (outputs["share_invitation_id"], outputs["status"])


def test_an_accepter_that_comes_first_waits_for_the_share(consumer, wellarchitected, lens, inputs):
    with soon(wellarchitected.share, lens, CONSUMER):
        _, outputs = consumer.create(inputs)
    assert "ACCEPTED" == outputs["status"]
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_an_accepter_that_no_share_follows_says_where_to_look(consumer, lens, inputs):
    assert (
        f"NotFoundError: No invitation to lens {lens} waits in account {CONSUMER} (us-east-1). The owner sees its "
        f"status with `aws wellarchitected list-lens-shares`: it may be EXPIRED (after 7 days) or REJECTED, and has to "
        f"be sent again."
    ) == failing(consumer.create, {**inputs, "timeouts": SOON})


def test_an_invitation_that_expired_is_not_found_until_it_is_sent_again(
    consumer, wellarchitected, lens, inputs, invited
):
    wellarchitected.advance(days=8)
    assert "it may be EXPIRED (after 7 days)" in failing(consumer.create, {**inputs, "timeouts": SOON})
    sent = share_again(wellarchitected, lens, invited)
    assert sent == consumer.create({**inputs, "share_invitation_id": sent})[1]["share_invitation_id"]


def test_a_lens_that_was_accepted_by_hand_is_left_as_it_is(consumer, wellarchitected, lens, inputs, invited):
    wellarchitected.accept(lens, invited)
    _, outputs = consumer.create(inputs)
    assert (invited, "ACCEPTED") == (outputs["share_invitation_id"], outputs["status"])
    assert ["GetCallerIdentity", "GetLens"] == operations(wellarchitected)


def test_a_lens_that_is_accepted_by_hand_meanwhile_is_left_as_it_is(consumer, wellarchitected, lens, inputs):
    def share_and_accept():
        wellarchitected.accept(lens, wellarchitected.share(lens, CONSUMER))

    with soon(share_and_accept):
        _, outputs = consumer.create(inputs)
    assert "ACCEPTED" == outputs["status"]


@pytest.mark.parametrize("has_invitation", [False, True])
def test_a_lens_of_the_whole_organization_needs_no_invitation(stranger, wellarchitected, lens, inputs, has_invitation):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0, organization_lens_has_invitation=has_invitation)
    wellarchitected.share(lens, "o-exampleorgid")
    id_, outputs = stranger.create({**inputs, "share_invitation_id": STALE, "timeouts": SOON})
    assert (f"{lens},{OTHER}", "ACCEPTED", OTHER) == (id_, outputs["status"], outputs["account_id"])
    assert STALE == outputs["share_invitation_id"]
    assert ("ListShareInvitations" in operations(wellarchitected)) is has_invitation


def test_an_association_with_the_organization_is_waited_for(stranger, wellarchitected, lens, inputs):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=1)
    wellarchitected.share(lens, "o-exampleorgid")
    _, outputs = stranger.create(inputs)
    assert "ACCEPTED" == outputs["status"]


def test_the_calls_go_to_the_region_of_the_lens(consumer, wellarchitected):
    elsewhere = wellarchitected.publish_lens("elsewhere", account=OWNER, region="eu-west-1")
    wellarchitected.share(elsewhere, CONSUMER)
    _, outputs = consumer.create({"lens_alias": elsewhere})
    assert "ACCEPTED" == outputs["status"]
    requests = [request for request in wellarchitected.requests() if request.operation != "GetCallerIdentity"]
    assert {"eu-west-1"} == {request.region for request in requests}


@pytest.mark.parametrize("first", [USER, CONSUMER])
def test_of_a_user_and_its_account_the_account_is_taken(consumer, wellarchitected, lens, inputs, first):
    second = CONSUMER if first == USER else USER
    ids = {principal: wellarchitected.share(lens, principal) for principal in (first, second)}
    _, outputs = consumer.create(inputs)
    assert ids[CONSUMER] == outputs["share_invitation_id"]
    assert {CONSUMER: "ACCEPTED", USER: "PENDING"} == {
        share.shared_with: share.status for share in wellarchitected.shares(lens)
    }


def test_a_user_s_invitation_is_taken_where_it_is_wanted(consumer, wellarchitected, lens, inputs, invited):
    wanted = wellarchitected.share(lens, USER)
    _, outputs = consumer.create({**inputs, "share_invitation_id": wanted})
    assert wanted == outputs["share_invitation_id"]
    assert ["PENDING", "ACCEPTED"] == statuses(wellarchitected, lens)


def test_a_user_s_invitation_is_taken_beside_the_accepted_one_of_its_account(consumer, wellarchitected, lens, accepted):
    id_, outputs = accepted
    wanted = wellarchitected.share(lens, USER)
    news = {"lens_alias": lens, "share_invitation_id": wanted}
    assert consumer.diff(id_, outputs, news).changes == 2  # DIFF_SOME
    updated = consumer.update(id_, outputs, news)
    assert (wanted, "ACCEPTED") == (updated["share_invitation_id"], updated["status"])
    assert ["ACCEPTED", "ACCEPTED"] == statuses(wellarchitected, lens)
    _, refreshed, _ = consumer.refresh(id_, updated)
    assert updated == refreshed  # although AWS names one invitation only


def test_two_users_and_no_account_cannot_be_decided(consumer, wellarchitected, lens, inputs):
    other = f"arn:aws:iam::{CONSUMER}:user/auditor"
    ids = [wellarchitected.share(lens, principal) for principal in (USER, other)]
    assert (
        f"InvalidInputError: Several invitations to lens {lens} wait in account {CONSUMER}: {ids[0]} (for {USER}), "
        f"{ids[1]} (for {other}). Name one of them in share_invitation_id."
    ) == failing(consumer.create, inputs)


def test_the_invitation_to_another_lens_is_not_accepted(consumer, wellarchitected, lens, inputs):
    another = wellarchitected.publish_lens("another", account=OWNER)
    wanted = wellarchitected.share(another, CONSUMER)
    assert (
        f"InvalidInputError: Invitation {wanted} is to lens {another}, not to lens {lens}. Give the share_id of a "
        f"share of this lens in share_invitation_id, or leave it out."
    ) == failing(consumer.create, {**inputs, "share_invitation_id": wanted})
    assert ["PENDING"] == statuses(wellarchitected, another)


def test_an_invitation_of_another_account_is_not_found_and_those_of_this_one_are_named(
    consumer, wellarchitected, lens, inputs, invited
):
    theirs = wellarchitected.share(lens, OTHER)
    assert (
        f"NotFoundError: Invitation {theirs} to lens {lens} does not wait in account {CONSUMER} (us-east-1). Others "
        f"do: {invited} (for {CONSUMER}). The owner sees its status with `aws wellarchitected list-lens-shares`: it "
        f"may be EXPIRED (after 7 days) or REJECTED, and has to be sent again."
    ) == failing(consumer.create, {**inputs, "share_invitation_id": theirs, "timeouts": SOON})
    assert ["PENDING", "PENDING"] == statuses(wellarchitected, lens)


def test_the_owner_of_the_lens_is_told_to_give_the_consumer_s_credentials(plugin, wellarchitected, lens, inputs):
    owners = as_account(plugin, wellarchitected, OWNER)
    said = (
        f"WrongAccountError: The credentials belong to account {OWNER}, which owns lens {lens} and has nothing to "
        f"accept. Use those of the account that the lens is shared with: opts=pulumi.ResourceOptions(provider=...)."
    )
    assert said == failing(owners.create, inputs)
    assert said == failing(owners.get, lens)


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "InternalServerException"}])
def test_an_acceptance_whose_answer_is_lost_is_seen(consumer, wellarchitected, lens, inputs, invited, fault):
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", when="after", **fault))
    _, outputs = consumer.create(inputs)
    assert (invited, "ACCEPTED") == (outputs["share_invitation_id"], outputs["status"])
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "ThrottlingException"}])
def test_an_acceptance_that_was_lost_on_its_way_is_sent_again(consumer, wellarchitected, lens, inputs, invited, fault):
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", **fault))
    consumer.create(inputs)
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    assert 2 == operations(wellarchitected).count("UpdateShareInvitation")


@pytest.mark.parametrize("operation", ["GetCallerIdentity", "GetLens", "ListShareInvitations", "UpdateShareInvitation"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_after_a_failure_at_any_step_the_next_up_converges(
    consumer, plugin, wellarchitected, aws_config, lens, inputs, invited, operation, when
):
    config = emulated.as_received(emulated.aws_config(wellarchitected.url, CONSUMER))
    plugin.configure({**config, "aws:maxRetries": "1"})
    wellarchitected.inject(Fault(operation=operation, error="InternalServerException", when=when, times=None))
    failed = "UpdateShareInvitation" != operation or "before" == when
    if failed:
        assert "InternalError: " in failing(consumer.create, {**inputs, "timeouts": SOON})
    else:
        consumer.create(inputs)  # GetLens tells that the answer was only lost
    wellarchitected.clear_faults()
    _, outputs = consumer.create(inputs)
    assert (invited, "ACCEPTED") == (outputs["share_invitation_id"], outputs["status"])
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_a_conflict_after_which_the_lens_stays_hidden_is_an_error(consumer, wellarchitected, lens, inputs, invited):
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", error="ConflictException"))
    said = failing(consumer.create, {**inputs, "timeouts": {"create": "3s"}})
    assert said.startswith(f"ConflictError: Could not accept invitation {invited} to lens {lens}: ")
    assert "run `pulumi refresh`, and the command again." in said


@pytest.mark.parametrize("denied", [False, True])
def test_whatever_aws_says_of_a_lens_before_it_is_accepted_it_is_accepted(
    consumer, wellarchitected, inputs, invited, denied
):
    wellarchitected.configure(unaccepted_lens_denied=denied)
    assert "ACCEPTED" == consumer.create(inputs)[1]["status"]
    assert [] == consumer.engine.messages


@pytest.mark.parametrize("denied", [False, True])
def test_whatever_aws_says_of_a_lens_that_was_shared_again_it_is_pending(
    fresh, wellarchitected, lens, inputs, accepted, denied
):
    wellarchitected.configure(unaccepted_lens_denied=denied)
    id_, outputs = accepted
    share_again(wellarchitected, lens, outputs["share_invitation_id"])
    _, refreshed, _ = fresh.refresh(id_, outputs)
    assert "PENDING" == refreshed["status"]
    assert "ACCEPTED" == fresh.update(id_, refreshed, inputs)["status"]


def test_an_access_denied_to_a_lens_that_is_no_longer_shared_is_not_taken_for_its_end(
    fresh, wellarchitected, lens, accepted
):
    wellarchitected.configure(unaccepted_lens_denied=True)
    wellarchitected.remove_share(lens, accepted[1]["share_invitation_id"])
    assert failing(fresh.refresh, *accepted).startswith("AccessDeniedError: ")


@pytest.mark.parametrize("lag", [0, 2])
def test_an_accepted_lens_that_is_not_visible_yet_is_waited_for(consumer, wellarchitected, inputs, invited, lag):
    wellarchitected.configure(acceptance_lag_seconds=lag)
    assert "ACCEPTED" == consumer.create(inputs)[1]["status"]
    assert [] == consumer.engine.messages


def test_an_accepted_lens_that_stays_invisible_is_pending_and_the_next_up_sees_it(
    consumer, fresh, wellarchitected, lens, inputs, invited
):
    wellarchitected.configure(acceptance_lag_seconds=3600)
    id_, outputs = consumer.create({**inputs, "timeouts": SOON})
    assert (invited, "PENDING", "security") == (
        outputs["share_invitation_id"],
        outputs["status"],
        outputs["lens_name"],
    )
    (warning,) = consumer.engine.warnings
    assert (
        f"Accepted invitation {invited} to lens {lens}, but AWS does not show the lens to account {CONSUMER} yet. The "
        f"next up looks again."
    ) == warning
    wellarchitected.configure(acceptance_lag_seconds=0)
    assert "ACCEPTED" == fresh.update(id_, outputs, inputs)["status"]


@pytest.mark.parametrize(("has_invitation", "expected"), [(False, False), (True, True)])
def test_the_lens_of_an_organization_has_an_invitation_or_not(
    stranger, wellarchitected, lens, inputs, has_invitation, expected
):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0, organization_lens_has_invitation=has_invitation)
    wellarchitected.share(lens, "o-exampleorgid")
    id_, outputs = stranger.create(inputs)
    assert ("ACCEPTED", expected) == (outputs["status"], bool(outputs["share_invitation_id"]))
    assert outputs == stranger.refresh(id_, outputs)[1]
    assert 1 == stranger.diff(id_, outputs, inputs).changes  # DIFF_NONE


def test_a_lens_that_access_is_denied_to_before_it_is_accepted_is_accepted(
    consumer, wellarchitected, lens, inputs, invited
):
    wellarchitected.inject(Fault(operation="GetLens", error="AccessDeniedException"))
    assert "ACCEPTED" == consumer.create(inputs)[1]["status"]


def test_a_lens_that_access_is_denied_to_and_that_nobody_shares_is_told_of_both(
    consumer, wellarchitected, lens, inputs
):
    wellarchitected.inject(Fault(operation="GetLens", error="AccessDeniedException", times=None))
    said = failing(consumer.create, {**inputs, "timeouts": SOON})
    assert said.startswith(f"NotFoundError: No invitation to lens {lens} waits in account {CONSUMER} (us-east-1). ")
    assert f"Allow the action wellarchitected:GetLens on {lens} in the caller's policies." in said


def test_a_listing_that_is_denied_is_an_error(consumer, wellarchitected, inputs, invited):
    wellarchitected.inject(Fault(operation="ListShareInvitations", error="AccessDeniedException", times=None))
    assert "Allow the action wellarchitected:ListShareInvitations in the caller's policies" in failing(
        consumer.create, inputs
    )


def test_twenty_accepters_list_once(consumer, wellarchitected):
    wellarchitected.configure(page_size=50)
    lenses = [wellarchitected.publish_lens(f"lens {number}", account=OWNER) for number in range(15)]
    wellarchitected.configure(lenses_per_account=30)
    lenses += [wellarchitected.publish_lens(f"lens {number}", account=OWNER) for number in range(15, 20)]
    shares = {lens: wellarchitected.share(lens, CONSUMER) for lens in lenses}
    with ThreadPoolExecutor(4) as threads:
        created = list(threads.map(lambda lens: consumer.create({"lens_alias": lens}), lenses))
    assert shares == {outputs["lens_alias"]: outputs["share_invitation_id"] for _, outputs in created}
    assert {
        "GetCallerIdentity": 1,
        "GetLens": 40,
        "ListShareInvitations": 1,
        "UpdateShareInvitation": 20,
    } == Counter(operations(wellarchitected))


def test_a_refresh_of_an_accepted_lens_changes_nothing(consumer, wellarchitected, inputs, accepted):
    id_, outputs = accepted
    assert (id_, outputs, None) == consumer.refresh(id_, outputs)
    assert ["GetLens"] == operations(wellarchitected)
    assert 1 == consumer.diff(id_, outputs, inputs).changes  # DIFF_NONE
    assert [] == consumer.engine.messages


def test_a_refresh_sees_a_new_version_of_the_lens_and_that_is_no_change(
    consumer, wellarchitected, lens, inputs, accepted
):
    id_, outputs = accepted
    client = wellarchitected.client(account=OWNER)
    document = client.export_lens(LensAlias=lens)["LensJSON"]
    client.import_lens(LensAlias=lens, JSONString=document, ClientRequestToken="1")
    client.create_lens_version(LensAlias=lens, LensVersion="2.0", ClientRequestToken="1")
    _, refreshed, _ = consumer.refresh(id_, outputs)
    assert {**outputs, "lens_version": "2.0"} == refreshed
    assert 1 == consumer.diff(id_, refreshed, inputs).changes  # DIFF_NONE


def test_a_share_that_was_sent_again_is_pending_and_the_next_up_accepts_it(
    consumer, wellarchitected, lens, inputs, accepted
):
    id_, outputs = accepted
    sent = share_again(wellarchitected, lens, outputs["share_invitation_id"])
    id_, refreshed, _ = consumer.refresh(id_, outputs)
    assert {**outputs, "status": "PENDING"} == refreshed
    diff = consumer.diff(id_, refreshed, inputs)
    assert (2, []) == (diff.changes, list(diff.replaces))
    assert [
        f"The invitation to lens {lens} is PENDING in account {CONSUMER}: the next up accepts it."
    ] == consumer.engine.warnings
    updated = consumer.update(id_, refreshed, inputs)
    assert {**outputs, "share_invitation_id": sent} == updated
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_another_invitation_id_updates_and_accepts_that(consumer, wellarchitected, lens, inputs, accepted):
    id_, outputs = accepted
    sent = share_again(wellarchitected, lens, outputs["share_invitation_id"])
    news = {**inputs, "share_invitation_id": sent}
    diff = consumer.diff(id_, outputs, news)
    assert (2, []) == (diff.changes, list(diff.replaces))
    assert {**outputs, "share_invitation_id": sent} == consumer.update(id_, outputs, news)
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_an_invitation_id_that_is_not_known_yet_may_update(consumer, inputs, accepted):
    id_, outputs = accepted
    diff = consumer.diff(id_, outputs, {**inputs, "share_invitation_id": UNKNOWN})
    assert (2, []) == (diff.changes, list(diff.replaces))


def test_a_lens_that_is_no_longer_shared_is_gone(fresh, wellarchitected, lens, accepted):
    id_, outputs = accepted
    wellarchitected.remove_share(lens, outputs["share_invitation_id"])
    assert "" == fresh.refresh(id_, outputs)[0]
    assert ["GetCallerIdentity", "GetLens", "GetLens", "ListShareInvitations"] == operations(wellarchitected)


def test_a_single_not_found_is_not_believed(consumer, wellarchitected, accepted):
    id_, outputs = accepted
    wellarchitected.inject(Fault(operation="GetLens", error="ResourceNotFoundException"))
    assert (id_, outputs, None) == consumer.refresh(id_, outputs)


def test_a_refresh_with_the_credentials_of_another_account_is_an_error(stranger, lens, accepted):
    id_, outputs = accepted
    said = failing(stranger.refresh, id_, outputs)
    assert said.startswith(
        f"WrongAccountError: Could not look at the acceptance of lens {lens}: these credentials belong to account "
        f"{OTHER}, but the acceptance belongs to account {CONSUMER}. "
    )
    updating = failing(stranger.update, id_, {**outputs, "status": "PENDING"}, {"lens_alias": lens})
    hint = " Refresh and destroy use the settings saved in the state: give --run-program to use the current ones."
    assert said.rstrip() == updating.rstrip() + hint


def test_a_refresh_that_is_denied_is_an_error(consumer, wellarchitected, lens, accepted):
    wellarchitected.inject(Fault(operation="GetLens", error="AccessDeniedException", times=None))
    assert (
        f"Allow the action wellarchitected:GetLens on {lens} in the caller's policies. If it is allowed, the owner may "
        f"have ended the share."
    ) in failing(consumer.refresh, *accepted)


def test_a_refresh_that_is_denied_while_an_invitation_waits_is_pending(fresh, wellarchitected, lens, accepted):
    id_, outputs = accepted
    share_again(wellarchitected, lens, outputs["share_invitation_id"])
    wellarchitected.inject(Fault(operation="GetLens", error="AccessDeniedException", times=None))
    assert "PENDING" == fresh.refresh(id_, outputs)[1]["status"]


def test_many_refreshes_of_pending_invitations_list_once(consumer, wellarchitected):
    lenses = [wellarchitected.publish_lens(f"lens {number}", account=OWNER) for number in range(10)]
    shares = [(lens, wellarchitected.share(lens, CONSUMER)) for lens in lenses]
    states = [(f"{lens},{CONSUMER}", state(lens, share_id)) for lens, share_id in shares]
    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(lambda each: consumer.refresh(*each), states))
    assert {"PENDING"} == {outputs["status"] for _, outputs, _ in read}
    assert 1 == operations(wellarchitected).count("ListShareInvitations")


def state(lens, share_id, **more):
    known = {"account_id": CONSUMER, "lens_name": "security", "lens_version": "1.0", "owner": OWNER}
    return {"lens_alias": lens, "share_invitation_id": share_id, "status": "ACCEPTED", **known, **more}


@pytest.mark.parametrize("form", ["{lens}", "{lens},{account}"])
def test_get_reads_an_accepted_lens(consumer, wellarchitected, lens, invited, form):
    wellarchitected.accept(lens, invited)
    id_, outputs, inputs = consumer.get(form.format(lens=lens, account=CONSUMER))
    assert f"{lens},{CONSUMER}" == id_
    assert {"lens_alias": lens, "__provider": consumer.provider} == inputs
    assert {**state(lens, invited), "__provider": consumer.provider} == outputs


def test_get_of_a_lens_that_is_not_accepted_is_an_error(consumer, lens, invited):
    assert (
        f"NotFoundError: Lens {lens} is not accepted in account {CONSUMER}. An invitation to it waits. Declare a "
        f"LensShareAccepter to accept it."
    ) == failing(consumer.get, lens)


def test_get_of_a_lens_that_nobody_shares_is_an_error(consumer, lens):
    assert (
        f"NotFoundError: Lens {lens} is not accepted in account {CONSUMER}, and no invitation to it waits there. The "
        f"owner has to share it."
    ) == failing(consumer.get, f"{lens},{CONSUMER}")


@pytest.mark.parametrize("id_", ["serverless", f"{CONSUMER}", ""])
def test_get_of_what_is_no_acceptance_is_an_error(consumer, id_):
    assert failing(consumer.get, id_).endswith("of a LensShareAccepter is <lens ARN> or <lens ARN>,<account ID>.")


def test_a_secret_lens_stays_out_of_the_id(consumer, lens, inputs, invited):
    secret = {**inputs, "secret_inputs": ["lens_alias"]}
    id_, outputs = consumer.create(secret)
    assert CONSUMER == id_
    assert (id_, outputs, None) == consumer.refresh(id_, outputs)
    consumer.delete(id_, outputs)
    assert not [message for _, message in consumer.engine.messages if lens in message]


def test_a_secret_invitation_stays_out_of_every_sentence(consumer, wellarchitected, inputs):
    secret = {**inputs, "share_invitation_id": STALE, "secret_inputs": ["share_invitation_id"], "timeouts": SOON}
    said = failing(consumer.create, secret)
    assert "Invitation [secret] to lens" in said
    assert STALE not in said


def test_a_delete_forgets_and_says_who_can_end_it(fresh, wellarchitected, lens, accepted):
    fresh.delete(*accepted)
    assert [] == operations(wellarchitected)
    (warning,) = fresh.engine.warnings
    assert (
        f"Pulumi only forgets that account {CONSUMER} has accepted lens {lens}. The access ends when its owner, "
        f"account {OWNER}, deletes the share."
    ) == warning


def test_a_delete_of_a_lens_that_this_program_has_accepted_elsewhere_is_silent(
    consumer, wellarchitected, inputs, accepted
):
    consumer.create(inputs)  # a new resource, or a forced replacement
    consumer.delete(accepted[0], {**accepted[1], "reject_on_destroy": True})
    assert [] == consumer.engine.messages
    assert "UpdateShareInvitation" not in operations(wellarchitected)


def test_a_delete_of_a_lens_that_another_resource_of_the_program_keeps_is_silent(
    consumer, wellarchitected, inputs, accepted
):
    consumer.check(inputs)
    consumer.diff(*accepted, inputs)
    consumer.delete(accepted[0], {**accepted[1], "reject_on_destroy": True})
    assert [] == consumer.engine.messages
    assert [] == operations(wellarchitected)


@pytest.fixture
def leaving(fresh, accepted):
    """The next command, and the state of a resource with reject_on_destroy."""
    return fresh, accepted[0], {**accepted[1], "reject_on_destroy": True}


def test_reject_on_destroy_says_so_where_aws_does_not_allow_it(wellarchitected, lens, leaving):
    consumer, id_, outputs = leaving
    consumer.delete(id_, outputs)
    (warning,) = consumer.engine.warnings
    assert warning.startswith(
        f"Account {CONSUMER} could not leave lens {lens}. The access ends when its owner, account {OWNER}, deletes "
        f"the share. Could not reject invitation "
    )
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_reject_on_destroy_rejects_where_aws_allows_it(wellarchitected, lens, leaving):
    wellarchitected.configure(accepted_can_be_rejected=True)
    consumer, id_, outputs = leaving
    consumer.delete(id_, outputs)
    assert [] == consumer.engine.messages
    assert ["REJECTED"] == statuses(wellarchitected, lens)


def test_reject_on_destroy_takes_the_invitation_that_aws_names(wellarchitected, lens, leaving):
    wellarchitected.configure(accepted_can_be_rejected=True)
    consumer, id_, outputs = leaving
    wellarchitected.accept(lens, share_again(wellarchitected, lens, outputs["share_invitation_id"]))
    consumer.delete(id_, outputs)
    assert ["REJECTED"] == statuses(wellarchitected, lens)


@pytest.mark.parametrize("when", ["before", "after"])
def test_reject_on_destroy_whose_answer_is_lost_is_sent_again_or_seen(wellarchitected, lens, leaving, when):
    wellarchitected.configure(accepted_can_be_rejected=True)
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", drop=True, when=when))
    consumer, id_, outputs = leaving
    consumer.delete(id_, outputs)
    assert [] == consumer.engine.messages
    assert ["REJECTED"] == statuses(wellarchitected, lens)


def test_reject_on_destroy_of_a_lens_of_the_organization_says_that_there_is_nothing_to_reject(
    stranger, wellarchitected, lens
):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    wellarchitected.share(lens, "o-exampleorgid")
    stranger.refresh(f"{lens},{OTHER}", state(lens, "", account_id=OTHER))
    stranger.delete(f"{lens},{OTHER}", state(lens, "", account_id=OTHER, reject_on_destroy=True))
    assert stranger.engine.warnings[0].endswith(f"Lens {lens} came without an invitation, so there is none to reject.")


@pytest.mark.parametrize("error", ["ConflictException", "ValidationException", "ResourceNotFoundException"])
def test_reject_on_destroy_takes_every_refusal_for_a_warning(wellarchitected, leaving, error):
    consumer, id_, outputs = leaving
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", error=error))
    consumer.delete(id_, outputs)
    assert 1 == len(consumer.engine.warnings)


def test_reject_on_destroy_is_done_where_the_owner_was_first(wellarchitected, lens, leaving):
    consumer, id_, outputs = leaving
    wellarchitected.remove_share(lens, outputs["share_invitation_id"])
    consumer.delete(id_, outputs)
    assert [] == consumer.engine.messages
    assert "UpdateShareInvitation" not in operations(wellarchitected)


def test_reject_on_destroy_of_another_account_is_an_error(stranger, accepted):
    said = failing(stranger.delete, accepted[0], {**accepted[1], "reject_on_destroy": True})
    assert said.startswith("WrongAccountError: ")


def test_a_plain_delete_needs_no_lens_and_no_credentials(stranger, wellarchitected, lens, accepted):
    wellarchitected.remove_share(lens, accepted[1]["share_invitation_id"])
    stranger.delete(*accepted)
    assert [] == operations(wellarchitected)


def test_an_invitation_is_rejected(consumer, wellarchitected, lens, inputs, invited):
    id_, outputs = consumer.create({**inputs, "action": "REJECT"})
    assert ("REJECTED", invited, "security") == (
        outputs["status"],
        outputs["share_invitation_id"],
        outputs["lens_name"],
    )
    assert ["REJECTED"] == statuses(wellarchitected, lens)
    assert outputs == consumer.refresh(id_, outputs)[1]
    consumer.delete(id_, outputs)
    assert [] == consumer.engine.messages


def test_a_rejection_whose_answer_is_lost_is_seen(consumer, wellarchitected, lens, inputs, invited):
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", when="after", drop=True))
    assert "REJECTED" == consumer.create({**inputs, "action": "REJECT"})[1]["status"]
    assert ["REJECTED"] == statuses(wellarchitected, lens)


def test_an_accepted_lens_is_not_rejected(consumer, wellarchitected, lens, inputs, accepted):
    assert (
        f"ConflictError: Could not reject the invitation to lens {lens}: account {CONSUMER} has access to the lens "
        f"already. Only its owner, account {OWNER}, can end that, by deleting the share. Set action to ACCEPT, or "
        f"remove the resource."
    ) == failing(consumer.create, {**inputs, "action": "REJECT"})
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_without_an_invitation_there_is_nothing_to_reject(consumer, lens, inputs):
    _, outputs = consumer.create({**inputs, "action": "REJECT", "timeouts": SOON})
    assert ("REJECTED", "") == (outputs["status"], outputs["share_invitation_id"])
    (warning,) = consumer.engine.warnings
    assert (
        f"No invitation to lens {lens} waits in account {CONSUMER} (us-east-1). So there is nothing to reject. If a "
        f"later refresh sees one, the next up rejects it."
    ) == warning


def test_a_rejected_share_that_was_sent_again_is_rejected_again(consumer, wellarchitected, lens, inputs, invited):
    news = {**inputs, "action": "REJECT"}
    id_, outputs = consumer.create(news)
    sent = share_again(wellarchitected, lens, invited)
    _, refreshed, _ = consumer.refresh(id_, outputs)
    assert "PENDING" == refreshed["status"]
    assert 2 == consumer.diff(id_, refreshed, news).changes  # DIFF_SOME
    assert ["the next up rejects it."] == [warning.rpartition(": ")[2] for warning in consumer.engine.warnings]
    assert {**outputs, "share_invitation_id": sent} == consumer.update(id_, refreshed, news)
    assert ["REJECTED"] == statuses(wellarchitected, lens)


@pytest.mark.parametrize(("name", "value"), [("lens_alias", "{lens}0"), ("action", "REJECT")])
def test_another_lens_or_action_replaces_and_creates_first(consumer, lens, inputs, accepted, name, value):
    diff = consumer.diff(*accepted, {**inputs, name: value.format(lens=lens)})
    assert ([name], False) == (list(diff.replaces), diff.deleteBeforeReplace)


def test_what_only_a_destroy_needs_updates_without_a_call(consumer, wellarchitected, inputs, accepted):
    id_, outputs = accepted
    news = {**inputs, "reject_on_destroy": True}
    assert 2 == consumer.diff(id_, outputs, news).changes  # DIFF_SOME
    assert {**outputs, "reject_on_destroy": True} == consumer.update(id_, outputs, news)
    assert [] == operations(wellarchitected)


def test_check_names_every_bad_property_and_makes_no_call(consumer, wellarchitected):
    bad = {"lens_alias": "serverless", "share_invitation_id": "89ab", "action": "accept", "reject_on_destroy": "yes"}
    _, failures = consumer.check(bad)
    assert bad.keys() == failures.keys()
    assert [] == wellarchitected.requests()


def test_a_share_that_waits_for_its_accepter_in_vain_says_why(owner, lens):
    """The program's accepter has the share's ID among its inputs, so the engine creates it after the share."""
    waiting = {"lens_alias": lens, "shared_with": CONSUMER, "wait_for_acceptance": True, "timeouts": {"create": "1s"}}
    owner.create(waiting)
    assert owner.engine.warnings[0].endswith(
        " If a LensShareAccepter of this program depends on the share, it cannot run before this create returns: "
        "remove wait_for_acceptance."
    )


def test_an_endpoint_that_hangs_does_not_hold_a_create_up(consumer, wellarchitected, inputs, invited):
    wellarchitected.inject(Fault(operation="UpdateShareInvitation", latency=60, times=None))
    began = time.monotonic()
    said = failing(consumer.create, {**inputs, "timeouts": {"create": "3s"}})
    assert said.startswith("UnreachableError: ")
    assert time.monotonic() - began < 30


def test_the_state_of_the_owner_s_share_follows_with_its_next_refresh(owner, consumer, lens):
    id_, share = owner.create({"lens_alias": lens, "shared_with": CONSUMER})
    consumer.create({"lens_alias": lens, "share_invitation_id": share["share_id"]})
    assert "ACCEPTED" == owner.refresh(id_, share)[1]["status"]


def test_an_acceptance_ends_a_wait_in_another_stack(owner, consumer, lens):
    waiting = {"lens_alias": lens, "shared_with": CONSUMER, "wait_for_acceptance": True, "timeouts": {"create": "60s"}}
    with ThreadPoolExecutor(1) as threads:
        share = threads.submit(owner.create, waiting)
        consumer.create({"lens_alias": lens})
        assert "ACCEPTED" == share.result()[1]["status"]
