"""Create, Read, Update and Delete of a Lens, as the engine asks for them, and which calls each takes."""

import json

import grpc
import pytest
from tests.protocol.lenses.documents import NAME, document, inputs, known
from tests.support import emulated
from wellarchitected_emulator import Fault

CONSUMER = "444455556666"
DESCRIPTION = "What each platform and each team has to have."
EDITED = inputs(DESCRIPTION, lens_version="1.1.0")
DEFAULT_TAGS = {"tags": {"team": "platform", "env": "test"}}


def only_lens(wellarchitected, region=emulated.REGION):
    (lens,) = wellarchitected.lenses(emulated.OWNER, region)
    return lens


def versions(wellarchitected, arn):
    return [(each.name, each.document["description"]) for each in wellarchitected.lens_versions(arn)]


def test_create_publishes_the_document(plugin, wellarchitected, operations):
    id_, outputs = plugin.create(inputs())
    lens = only_lens(wellarchitected)
    assert ["ListLenses", "ListLenses", "ImportLens", "ListLenses", "CreateLensVersion", "ExportLens"] == operations()
    assert (id_, NAME, "1.0.0", None) == (lens.arn, lens.name, lens.version, lens.draft)
    assert {
        "lens_version": "1.0.0",
        "name": NAME,
        "description": document()["description"],
        "owner": "111122223333",
        "status": "PUBLISHED",
        "versions": ["1.0.0"],
        "exported_sha256": outputs["document_sha256"],
        "tags_all": {},
    } == known(outputs)
    assert [] == plugin.engine.messages


def test_create_sets_the_lenss_tags_and_the_default_ones(restart, wellarchitected):
    ignored = {"keys": ["Scanned"]}
    plugin = restart(defaultTags=DEFAULT_TAGS, ignoreTags=ignored)
    _, outputs = plugin.create(inputs(tags={"team": "security", "Scanned": "never"}))
    assert {"team": "security", "env": "test"} == outputs["tags_all"] == only_lens(wellarchitected).tags


def test_create_uses_the_region_of_the_lens(plugin, wellarchitected):
    id_, outputs = plugin.create(inputs(region="eu-west-1"))
    assert id_ == only_lens(wellarchitected, "eu-west-1").arn
    assert "eu-west-1" == outputs["region"]
    assert {"eu-west-1"} == {request.region for request in wellarchitected.requests()}


def test_create_without_any_region_says_where_to_set_one(restart):
    with pytest.raises(grpc.RpcError) as failure:
        restart(region=None).create(inputs())
    assert (
        "ConfigurationError: No Region is set. Set region on the resource, aws:region in the stack's configuration, or "
        "AWS_REGION.\n"
    ) == failure.value.details()


def test_create_can_publish_a_major_version(plugin, wellarchitected):
    id_, _ = plugin.create(inputs(is_major_version=True))
    plugin.create(inputs(name="Another lens"))
    assert [True] == [each.is_major for each in wellarchitected.lens_versions(id_)]
    assert [True, False] == [
        wellarchitected.lens_versions(lens.arn)[0].is_major for lens in wellarchitected.lenses(emulated.OWNER)
    ]


def test_create_passes_on_what_aws_says_of_a_document(plugin, wellarchitected):
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs("95%"))
    assert "invalid characters %" in failure.value.details()
    assert "Correct the document" in failure.value.details()
    assert [] == wellarchitected.lenses(emulated.OWNER)


def test_create_tells_that_an_account_has_15_lenses(plugin, wellarchitected):
    for number in range(15):
        wellarchitected.publish_lens(f"Lens {number}")
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs())
    assert failure.value.details().startswith("QuotaExceededError: ")
    assert "at most 15 custom lenses" in failure.value.details()


def test_refresh_of_an_unchanged_lens_changes_nothing(plugin, created, operations):
    id_, outputs = created
    assert (id_, outputs, None) == plugin.refresh(id_, outputs)
    assert ["ListLenses", "ListLenses", "GetLens", "ExportLens"] == operations()
    assert [] == plugin.engine.messages


def test_15_lenses_are_read_with_one_listing(plugin, wellarchitected, operations):
    wellarchitected.configure(page_size=50)
    states = [plugin.create(inputs(name=f"Lens {number}")) for number in range(15)]
    operations()
    assert [(*state, None) for state in states] == [plugin.refresh(*state) for state in states]
    called = operations()
    assert [2, 15, 15] == [called.count(each) for each in ("ListLenses", "GetLens", "ExportLens")]


def test_update_publishes_a_new_version_and_keeps_the_arn_and_the_shares(plugin, wellarchitected, created, operations):
    id_, outputs = created
    shares = [wellarchitected.share(id_, account) for account in (CONSUMER, "777788889999", "999900001111")]
    for share in shares:
        wellarchitected.accept(id_, share)
    updated = plugin.update(id_, outputs, EDITED)
    assert [
        "ExportLens", "ListLenses", "ImportLens", "ListLenses", "CreateLensVersion", "ExportLens",
    ] == operations()  # fmt: skip
    assert id_ == only_lens(wellarchitected).arn
    assert [(share, "ACCEPTED") for share in shares] == [
        (share.share_id, share.status) for share in wellarchitected.shares(id_)
    ]
    assert [("1.0.0", document()["description"]), ("1.1.0", DESCRIPTION)] == versions(wellarchitected, id_)
    assert ("1.1.0", DESCRIPTION, ["1.0.0", "1.1.0"]) == (
        updated["lens_version"], updated["description"], updated["versions"],
    )  # fmt: skip
    assert (id_, updated, None) == plugin.refresh(id_, updated)
    before, after = (plugin.diff(id_, state, EDITED) for state in (outputs, updated))
    assert (before.DIFF_SOME, before.DIFF_NONE) == (before.changes, after.changes)


def test_update_publishes_the_same_document_under_a_new_name(plugin, wellarchitected, created):
    id_, outputs = created
    updated = plugin.update(id_, outputs, inputs(lens_version="2.0.0", is_major_version=True))
    assert [False, True] == [each.is_major for each in wellarchitected.lens_versions(id_)]
    assert ("2.0.0", outputs["document_sha256"]) == (updated["lens_version"], updated["document_sha256"])


def test_update_finds_that_an_earlier_run_has_published_the_version(
    plugin, wellarchitected, created, publish_outside, operations
):
    id_, outputs = created
    publish_outside(id_, "1.1.0", description=DESCRIPTION)
    updated = plugin.update(id_, outputs, EDITED)
    assert ["ExportLens", "ListLenses", "ExportLens"] == operations()
    assert ("1.1.0", ["1.0.0", "1.1.0"]) == (updated["lens_version"], updated["versions"])


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_update_refuses_a_version_that_was_published_before(plugin, wellarchitected, created, publish_outside, version):
    """Even with the same document, if it is not the current one any more: it cannot be published again."""
    id_, outputs = created
    publish_outside(id_, "1.1.0", description=DESCRIPTION)
    publish_outside(id_, "1.2.0", description="The newest.")
    with pytest.raises(grpc.RpcError) as failure:
        plugin.update(id_, outputs, inputs(DESCRIPTION, lens_version=version))
    assert (
        f"ConflictError: The lens 'Security baseline' was not published as {version}. Version {version} of the lens "
        f"'Security baseline' was published before, and AWS takes a version name once. Give the document another "
        f"lens_version. What was published before is unchanged. If a draft is left, the next up replaces it.\n"
    ) == failure.value.details()
    assert ["1.0.0", "1.1.0", "1.2.0"] == [each.name for each in wellarchitected.lens_versions(id_)]


@pytest.mark.parametrize(
    "given",
    [{"is_major_version": True}, {"adopt_existing": True}, {"timeouts": {"update": "1m"}}, {"region": "us-east-1"}],
)
def test_update_of_what_aws_does_not_know_makes_no_call(plugin, created, operations, given):
    id_, outputs = created
    updated = plugin.update(id_, outputs, inputs(**given))
    assert [] == operations()
    assert {**outputs, **given} == updated
    before, after = (plugin.diff(id_, state, inputs(**given)) for state in (outputs, updated))
    assert (before.DIFF_SOME, before.DIFF_NONE) == (before.changes, after.changes)


def test_update_changes_only_the_tags_that_differ(plugin, wellarchitected, operations):
    id_, outputs = plugin.create(inputs(tags={"team": "platform", "env": "test", "cost": "17"}))
    operations()
    updated = plugin.update(id_, outputs, inputs(tags={"team": "platform", "env": "prod"}))
    assert ["TagResource", "UntagResource"] == operations()
    assert {"team": "platform", "env": "prod"} == updated["tags_all"] == only_lens(wellarchitected).tags


def test_update_follows_the_default_tags_and_leaves_ignored_ones_alone(restart, wellarchitected, outside, operations):
    id_, outputs = restart(defaultTags=DEFAULT_TAGS).create(inputs())
    outside.tag_resource(WorkloadArn=id_, Tags={"Scanned": "yes"})
    later = restart(defaultTags={"tags": {"team": "security"}}, ignoreTags={"keys": ["Scanned"]})
    _, refreshed, _ = later.refresh(id_, outputs)
    updated = later.update(id_, refreshed, inputs())
    assert {"team": "security"} == updated["tags_all"]
    assert {"team": "security", "Scanned": "yes"} == only_lens(wellarchitected).tags
    _, refreshed, changed_inputs = restart(ignoreTags={"keys": ["Scanned"]}).refresh(id_, updated)
    assert (known(updated), None) == (known(refreshed), changed_inputs)


@pytest.mark.parametrize("news", [EDITED, inputs(tags={"team": "platform"})])
def test_update_of_a_lens_that_was_deleted_outside_says_what_to_do(plugin, created, outside, news):
    outside.delete_lens(LensAlias=created[0], LensStatus="ALL", ClientRequestToken="outside")
    with pytest.raises(grpc.RpcError) as failure:
        plugin.update(*created, news)
    assert "NotFoundError: " in failure.value.details()
    assert "If the lens was deleted outside of Pulumi, run pulumi refresh" in failure.value.details()


def test_delete_takes_one_call(plugin, wellarchitected, created, restart, operations):
    restart().delete(*created)
    assert ["DeleteLens"] == operations()
    assert [] == wellarchitected.lenses(emulated.OWNER)


def test_delete_of_a_lens_that_is_gone_succeeds(plugin, created, outside, restart, operations):
    outside.delete_lens(LensAlias=created[0], LensStatus="ALL", ClientRequestToken="outside")
    restart().delete(*created)
    assert ["DeleteLens", "GetCallerIdentity", "ListLenses", "ListLenses", "GetLens", "GetLens"] == operations()


def test_delete_does_not_believe_a_single_not_found(plugin, wellarchitected, created, restart, operations):
    wellarchitected.inject(Fault(operation="DeleteLens", error="ResourceNotFoundException", times=1))
    restart().delete(*created)
    assert 2 == operations().count("DeleteLens")
    assert [] == wellarchitected.lenses(emulated.OWNER)


def test_delete_of_a_lens_in_use_says_what_to_do(plugin, wellarchitected, created, restart):
    wellarchitected.configure(lens_in_use_conflicts=True)
    wellarchitected.share(created[0], CONSUMER)
    with pytest.raises(grpc.RpcError) as failure:
        restart().delete(*created)
    assert (
        f"ConflictError: Could not delete the lens {created[0]}: the service reports a conflict ([Conflict] The lens "
        f"has shares. Delete the shares first.). It is still shared or in use. `aws wellarchitected list-lens-shares` "
        f"and `aws wellarchitected list-workloads` show where. Delete the shares and remove the lens from the "
        f"workloads first.\n"
    ) == failure.value.details()
    assert created[0] == only_lens(wellarchitected).arn


def test_no_document_reaches_the_state(plugin):
    _, outputs = plugin.create(inputs("A sentence to look for."))
    assert "question_1" not in json.dumps(outputs)
