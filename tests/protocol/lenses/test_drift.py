"""What a refresh makes of a lens that was changed outside of Pulumi, and what the next update does."""

import json

import grpc
import pytest
from tests.protocol.lenses.documents import document, inputs
from tests.support import emulated
from wellarchitected_emulator import Fault

EDITED = "What each platform and each team has to have."
NEXT = inputs(lens_version="1.2.0")


def changes(plugin, id_, outputs, news):
    """The properties for which the next update is needed."""
    diff = plugin.diff(id_, outputs, news)
    assert [] == list(diff.replaces)
    return diff.changes == diff.DIFF_SOME


def versions(wellarchitected, arn):
    return [(each.name, each.document["description"]) for each in wellarchitected.lens_versions(arn)]


def test_a_new_version_with_another_document_is_published_over(plugin, wellarchitected, created, publish_outside):
    id_, outputs = created
    publish_outside(id_, "1.1.0", description=EDITED)
    same_id, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    assert id_ == same_id
    assert ("1.1.0", ["1.0.0", "1.1.0"], EDITED) == (
        refreshed["lens_version"], refreshed["versions"], refreshed["description"],
    )  # fmt: skip
    assert (document(EDITED), "1.1.0") == (json.loads(changed_inputs["document"]), changed_inputs["lens_version"])
    (warning,) = plugin.engine.warnings
    assert (
        "The lens 'Security baseline' was changed outside of Pulumi: its published version is 1.1.0, with another "
        "document. To publish the document of the program again, give it a lens_version of its own."
    ) == warning
    assert changes(plugin, id_, refreshed, NEXT)
    assert ({}, "1.2.0") == (plugin.check(NEXT, changed_inputs)[1], plugin.update(id_, refreshed, NEXT)["lens_version"])
    described = document()["description"]
    assert [("1.0.0", described), ("1.1.0", EDITED), ("1.2.0", described)] == versions(wellarchitected, id_)


def test_a_new_version_with_the_same_document_only_changes_the_version(plugin, created, publish_outside):
    id_, outputs = created
    publish_outside(id_, "1.1.0")
    _, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    assert ("1.1.0", outputs["document_sha256"]) == (refreshed["lens_version"], refreshed["document_sha256"])
    assert json.loads(inputs()["document"]) == json.loads(changed_inputs["document"])
    (warning,) = plugin.engine.warnings
    assert (
        "The lens 'Security baseline' was changed outside of Pulumi: its published version is 1.1.0. To publish the "
        "document of the program again, give it a lens_version of its own."
    ) == warning


def test_the_program_can_follow_a_change_from_outside(plugin, created, publish_outside, operations):
    id_, outputs = created
    publish_outside(id_, "1.1.0", description=EDITED)
    _, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    followed = inputs(EDITED, lens_version="1.1.0")
    assert ({}, False) == (plugin.check(followed, changed_inputs)[1], changes(plugin, id_, refreshed, followed))


def test_a_program_that_does_not_change_its_version_is_told_so_before_any_call(
    plugin, created, publish_outside, operations
):
    id_, outputs = created
    publish_outside(id_, "1.1.0", description=EDITED)
    _, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    plugin.engine.messages.clear()
    operations()
    plugin.check(inputs(), changed_inputs)
    assert changes(plugin, id_, refreshed, inputs())
    assert [] == operations()
    (warning,) = plugin.engine.warnings
    assert (
        "Version 1.0.0 of the lens 'Security baseline' was published before, and AWS takes a version name once. Give "
        "the document another lens_version."
    ) == warning


def test_a_draft_that_waits_is_information_and_no_change(plugin, wellarchitected, created, import_outside):
    id_, outputs = created
    import_outside(id_, description=EDITED)
    assert (id_, outputs, None) == plugin.refresh(id_, outputs)
    ((severity, message),) = plugin.engine.messages
    assert "INFO" == severity
    assert message.startswith("A draft of the lens 'Security baseline' waits that nobody has published.")
    plugin.update(id_, outputs, NEXT)
    described = document()["description"]
    assert [("1.0.0", described), ("1.2.0", described)] == versions(wellarchitected, id_)
    assert wellarchitected.lenses(emulated.OWNER)[0].draft is None


def test_a_draft_of_the_state_stays_a_draft_until_it_is_published(plugin, import_outside):
    id_ = import_outside()
    outputs = {**inputs(), "status": "DRAFT", "versions": [], "document_sha256": "", "exported_sha256": ""}
    del outputs["document"]
    _, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    assert ("DRAFT", "1.0.0", [], None) == (
        refreshed["status"], refreshed["lens_version"], refreshed["versions"], changed_inputs,
    )  # fmt: skip
    assert [] == plugin.engine.messages
    assert changes(plugin, id_, refreshed, inputs())
    assert "PUBLISHED" == plugin.update(id_, refreshed, inputs())["status"]


def test_a_draft_of_the_state_that_was_published_outside_is_published(plugin, created):
    id_, outputs = created
    draft = {**outputs, "status": "DRAFT", "versions": [], "exported_sha256": ""}
    assert (id_, outputs, None) == plugin.refresh(id_, draft)


def test_a_lens_that_was_deleted_is_gone(plugin, created, outside, operations):
    outside.delete_lens(LensAlias=created[0], LensStatus="ALL", ClientRequestToken="outside")
    assert "" == plugin.refresh(*created)[0]
    assert ["ListLenses", "ListLenses", "GetLens", "GetCallerIdentity", "GetLens"] == operations()


def test_a_lens_that_was_deleted_and_imported_again_is_another_one(plugin, created, outside, import_outside):
    outside.delete_lens(LensAlias=created[0], LensStatus="ALL", ClientRequestToken="outside")
    assert created[0] != import_outside()
    assert "" == plugin.refresh(*created)[0]


def test_changed_tags_are_changed_back(plugin, wellarchitected, outside):
    tags = {"team": "platform", "env": "prod"}
    id_, outputs = plugin.create(inputs(tags=tags))
    outside.tag_resource(WorkloadArn=id_, Tags={"team": "security", "more": "x"})
    outside.untag_resource(WorkloadArn=id_, TagKeys=["env"])
    _, refreshed, changed_inputs = plugin.refresh(id_, outputs)
    assert ({"team": "security", "more": "x"}, None) == (refreshed["tags_all"], changed_inputs)
    assert changes(plugin, id_, refreshed, inputs(tags=tags))
    assert tags == plugin.update(id_, refreshed, inputs(tags=tags))["tags_all"]
    assert tags == wellarchitected.lenses(emulated.OWNER)[0].tags


def test_an_ignored_tag_is_no_change(restart, outside, created):
    outside.tag_resource(WorkloadArn=created[0], Tags={"Scanned": "yes"})
    plugin = restart(ignoreTags={"keyPrefixes": ["Scan"]})
    _, refreshed, _ = plugin.refresh(*created)
    assert ({}, False) == (refreshed["tags_all"], changes(plugin, created[0], refreshed, inputs()))


def test_a_version_that_aws_exports_with_more_members_later_is_one_change_at_the_most(plugin, created):
    id_, outputs = created
    baseline = {**outputs, "exported_sha256": "0" * 64}
    assert (id_, outputs, None) == plugin.refresh(id_, baseline)


def test_a_single_not_found_is_not_believed(plugin, wellarchitected, created):
    wellarchitected.inject(Fault(operation="GetLens", error="ResourceNotFoundException", times=1))
    assert (*created, None) == plugin.refresh(*created)


@pytest.mark.parametrize("verb", ["refresh", "delete"])
def test_another_account_never_says_that_a_lens_is_gone(restart, wellarchitected, created, verb):
    plugin = restart("444455556666")
    with pytest.raises(grpc.RpcError) as failure:
        getattr(plugin, verb)(*created)
    assert failure.value.details().startswith("WrongAccountError: Could not ")
    belongs = "these credentials belong to account 444455556666, but the lens belongs to account 111122223333."
    assert belongs in failure.value.details()
    assert created[0] == wellarchitected.lenses(emulated.OWNER)[0].arn


def test_another_account_that_the_lens_is_shared_with_never_changes_the_state(restart, wellarchitected, created):
    wellarchitected.accept(created[0], wellarchitected.share(created[0], "444455556666"))
    with pytest.raises(grpc.RpcError, match="WrongAccountError"):
        restart("444455556666").refresh(*created)


@pytest.mark.parametrize("operation", ["ListLenses", "GetLens", "ExportLens"])
@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("AccessDeniedException", "AccessDeniedError"),
        ("ThrottlingException", "ThrottledError"),
        ("InternalServerException", "InternalError"),
        ("ValidationException", "InvalidRequestError"),
    ],
)
def test_a_refresh_never_takes_a_failure_for_gone(plugin, wellarchitected, created, operation, error, name):
    wellarchitected.inject(Fault(operation=operation, error=error, times=None))
    with pytest.raises(grpc.RpcError, match=f"{name}: Could not "):
        plugin.refresh(*created)
