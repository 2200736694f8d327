"""AWS does not publish how the service behaves in these cases. The provider works with each possible behaviour."""

from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from tests.protocol.lenses.documents import NAME, document, inputs
from tests.support import emulated
from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault

EDITED = inputs("What each platform and each team has to have.", lens_version="1.1.0")


def lenses(wellarchitected):
    return [(lens.arn, lens.version, lens.draft) for lens in wellarchitected.lenses(emulated.OWNER)]


def deleted_lens(wellarchitected, restart):
    """Create and delete a lens of the name, in a run each, and start the next run."""
    state = restart().create(inputs())
    restart().delete(*state)
    assert [] == lenses(wellarchitected)
    return restart()


@pytest.mark.parametrize("status", ["absent", "IN_PROGRESS"])
def test_a_draft_is_waited_for(plugin, wellarchitected, status):
    wellarchitected.configure(import_status=status, import_seconds=1)
    id_, outputs = plugin.create(inputs())
    assert [(id_, "1.0.0", None)] == lenses(wellarchitected)
    updated = plugin.update(id_, outputs, EDITED)
    assert ("PUBLISHED", "PUBLISHED") == (outputs["status"], updated["status"])
    assert ["1.0.0", "1.1.0"] == [each.name for each in wellarchitected.lens_versions(id_)]


@pytest.mark.parametrize("status", ["absent", "IN_PROGRESS"])
def test_a_draft_that_waited_before_is_not_published_for_the_new_one(
    plugin, wellarchitected, created, import_outside, status
):
    import_outside(created[0], description="Somebody's draft.")
    wellarchitected.configure(import_status=status, import_seconds=1)
    plugin.update(*created, EDITED)
    assert [document()["description"], "What each platform and each team has to have."] == [
        each.document["description"] for each in wellarchitected.lens_versions(created[0])
    ]


def test_an_import_that_takes_too_long_is_kept_and_published_by_the_next_run(restart, wellarchitected):
    wellarchitected.configure(import_status="IN_PROGRESS", import_seconds=60)
    plugin = restart()
    id_, outputs = plugin.create(inputs(timeouts={"create": "3s"}))
    assert ("DRAFT", []) == (outputs["status"], outputs["versions"])
    (warning,) = plugin.engine.warnings
    assert (
        f"The lens 'Security baseline' ({id_}) was imported, but may not be published as 1.0.0 yet. AWS still imports "
        f"the document of {id_} after 2 s. Set custom_timeouts to give it more time. The next up publishes it."
    ) == warning
    wellarchitected.advance(minutes=1)
    wellarchitected.configure(import_status="absent")
    later = restart()
    assert later.diff(id_, outputs, inputs()).changes
    assert ("PUBLISHED", ["1.0.0"]) == tuple(
        later.update(id_, outputs, inputs())[key] for key in ("status", "versions")
    )


def test_an_import_that_fails_leaves_nothing_behind(plugin, wellarchitected):
    wellarchitected.configure(import_status="ERROR")
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs())
    assert "RejectedError: AWS could not import the document of arn:" in failure.value.details()
    assert "ImportLens answers ERROR" in failure.value.details()
    assert [] == lenses(wellarchitected)


def test_an_import_that_fails_changes_nothing_at_a_published_lens(plugin, wellarchitected, created):
    wellarchitected.configure(import_status="ERROR")
    with pytest.raises(grpc.RpcError, match=r"was not published as 1\.1\.0\. AWS could not import"):
        plugin.update(*created, EDITED)
    assert [(created[0], "1.0.0", None)] == lenses(wellarchitected)


def test_the_name_of_a_deleted_lens_may_be_free_at_once(wellarchitected, restart):
    wellarchitected.configure(deleted_name_seconds=0)
    deleted_lens(wellarchitected, restart).create(inputs())
    assert ["1.0.0"] == [version for _, version, _ in lenses(wellarchitected)]


def test_the_name_of_a_deleted_lens_may_be_taken_for_a_while(wellarchitected, restart):
    wellarchitected.configure(deleted_name_seconds=2)
    deleted_lens(wellarchitected, restart).create(inputs())
    assert ["1.0.0"] == [version for _, version, _ in lenses(wellarchitected)]


def test_the_name_of_a_deleted_lens_may_be_taken_for_longer_than_a_create_waits(wellarchitected, restart):
    wellarchitected.configure(deleted_name_seconds=600)
    plugin = deleted_lens(wellarchitected, restart)
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs(timeouts={"create": "2s"}))
    assert "A lens with normalized name securitybaseline already exists" in failure.value.details()
    assert "No lens of this name is listed, so AWS may still be deleting one" in failure.value.details()
    assert [] == lenses(wellarchitected)


def test_a_name_that_somebody_takes_meanwhile_is_refused_at_once(plugin, wellarchitected):
    wellarchitected.inject(Fault(operation="ListLenses", when="after", latency=1, times=1))

    with ThreadPoolExecutor(1) as threads:
        created = threads.submit(plugin.create, inputs())
        wait_until(lambda: wellarchitected.requests("ListLenses"))
        other = wellarchitected.publish_lens(NAME)
        with pytest.raises(grpc.RpcError, match="already exists"):
            created.result()
    assert [other] == [arn for arn, _, _ in lenses(wellarchitected)]


@pytest.mark.parametrize("allowed", [True, False])
def test_a_draft_that_was_never_published_can_be_adopted_under_another_spelling_where_aws_allows_it(
    plugin, wellarchitected, import_outside, allowed
):
    wellarchitected.configure(draft_rename_allowed=allowed)
    arn = import_outside(name="security baseline")
    if allowed:
        plugin.create(inputs(adopt_existing=True))
        assert [(arn, "1.0.0", None)] == lenses(wellarchitected)
    else:
        with pytest.raises(grpc.RpcError, match="Lens name must match published name"):
            plugin.create(inputs(adopt_existing=True))


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("beside", [True, False])
def test_a_draft_beside_the_published_version_is_no_change_whatever_aws_answers(
    plugin, wellarchitected, created, import_outside, hidden, beside
):
    import_outside(created[0], description="Somebody's draft.")
    wellarchitected.configure(draft_hides_published=hidden, draft_listed_beside_published=beside)
    assert (*created, None) == plugin.refresh(*created)
    assert [] == plugin.engine.warnings


@pytest.mark.parametrize("hidden", [True, False])
def test_an_edit_publishes_the_programs_document_whatever_aws_answers(
    plugin, wellarchitected, created, import_outside, hidden
):
    import_outside(created[0], description="Somebody's draft.")
    wellarchitected.configure(draft_hides_published=hidden)
    updated = plugin.update(*created, EDITED)
    assert (created[0], updated, None) == plugin.refresh(created[0], updated)


@pytest.mark.parametrize("applied", [True, False])
def test_tags_of_an_edit_are_set_whatever_aws_makes_of_those_of_an_import(plugin, wellarchitected, created, applied):
    wellarchitected.configure(tags_of_edits_applied=applied)
    plugin.update(*created, {**EDITED, "tags": {"team": "platform"}})
    assert {"team": "platform"} == wellarchitected.lenses(emulated.OWNER)[0].tags


@pytest.mark.parametrize("conflicts", [True, False])
def test_a_lens_without_shares_is_deleted_whatever_aws_makes_of_shares(restart, wellarchitected, created, conflicts):
    wellarchitected.configure(lens_in_use_conflicts=conflicts)
    restart().delete(*created)
    assert [] == lenses(wellarchitected)


def test_a_lens_with_shares_is_deleted_where_aws_allows_it(restart, wellarchitected, created):
    wellarchitected.configure(lens_in_use_conflicts=False)
    wellarchitected.share(created[0], "444455556666")
    restart().delete(*created)
    assert [] == lenses(wellarchitected)


@pytest.mark.parametrize("pages", [{"page_size": 1}, {"page_size": 2, "empty_pages": 1}], ids=str)
def test_a_lens_is_found_whatever_the_pages(plugin, wellarchitected, created, pages):
    for number in range(5):
        wellarchitected.publish_lens(f"Lens {number}")
    wellarchitected.configure(**pages)
    assert (*created, None) == plugin.refresh(*created)
    with pytest.raises(grpc.RpcError, match="A lens named 'Lens 4' already exists"):
        plugin.create(inputs(name="Lens 4"))
