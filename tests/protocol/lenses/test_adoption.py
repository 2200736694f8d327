"""A lens that has the name already: refused, or taken over. And which resource of a program owns a lens."""

import os

import grpc
import pytest
from tests.protocol.lenses.conftest import PROVIDER, LensPlugin
from tests.protocol.lenses.documents import NAME, document, inputs
from tests.protocol.plugin import plugin_process
from tests.support import emulated

EDITED = "What each platform and each team has to have."
ADOPTING = inputs(adopt_existing=True)
CHANGES = {"ImportLens", "CreateLensVersion", "DeleteLens", "TagResource", "UntagResource"}


@pytest.fixture
def publish(wellarchitected, operations):
    """Publish a lens of the name out of band. Returns its ARN."""

    def publish_named(name=NAME, version="1.0.0", **given):
        arn = wellarchitected.publish_lens(
            account=emulated.OWNER, document=document(name=name, **given), version=version
        )
        wellarchitected.clear_requests()
        return arn

    return publish_named


def versions(wellarchitected, arn):
    return [(each.name, each.document["description"]) for each in wellarchitected.lens_versions(arn)]


def only_arn(wellarchitected):
    (lens,) = wellarchitected.lenses(emulated.OWNER)
    return lens.arn


@pytest.mark.parametrize("name", [NAME, "SECURITY-baseline"])
def test_create_refuses_a_lens_that_is_there(plugin, wellarchitected, publish, operations, name):
    arn = publish(name)
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs())
    assert (
        f"AlreadyExistsError: A lens named '{name}' already exists in us-east-1 ({arn}), and AWS takes a name once. "
        f"Set adopt_existing=True to manage it here, give the lens another name, or delete it first. After an "
        f"interrupted run, adopt it once with PULUMI_WELLARCHITECTED_ADOPT_EXISTING=true pulumi up. If the resource "
        f"was renamed, name the old one in ResourceOptions(aliases=[...]).\n"
    ) == failure.value.details()
    assert ["ListLenses", "ListLenses"] == operations()
    assert arn == only_arn(wellarchitected)


def test_create_refuses_a_draft_that_is_there(plugin, wellarchitected, import_outside):
    arn = import_outside()
    with pytest.raises(grpc.RpcError, match=f"AlreadyExistsError: .*{arn}"):
        plugin.create(inputs())
    assert arn == only_arn(wellarchitected)


def test_adopting_an_equal_lens_changes_nothing(plugin, wellarchitected, publish, operations):
    arn = publish()
    id_, outputs = plugin.create(ADOPTING)
    assert set() == CHANGES & {*operations()}
    assert (arn, "PUBLISHED", ["1.0.0"]) == (id_, outputs["status"], outputs["versions"])
    (warning,) = plugin.engine.warnings
    assert (
        f"Adopted the lens 'Security baseline' ({arn}). Make sure that no other stack manages it: two stacks would "
        f"overwrite it for each other."
    ) == warning
    assert (id_, outputs, None) == plugin.refresh(id_, outputs)


def test_adopting_a_lens_of_other_content_publishes_the_programs(plugin, wellarchitected, publish):
    arn = publish(version="0.9")
    id_, _ = plugin.create({**ADOPTING, **inputs(EDITED)})
    assert arn == id_ == only_arn(wellarchitected)
    assert [("0.9", document()["description"]), ("1.0.0", EDITED)] == versions(wellarchitected, arn)


def test_adopting_a_draft_that_was_never_published_publishes_it(plugin, wellarchitected, import_outside):
    arn = import_outside(description=EDITED)
    id_, outputs = plugin.create(ADOPTING)
    assert (arn, "PUBLISHED") == (id_, outputs["status"])
    assert [("1.0.0", document()["description"])] == versions(wellarchitected, arn)


def test_adopting_refuses_a_version_that_is_taken(plugin, wellarchitected, publish):
    arn = publish(description=EDITED)
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(ADOPTING)
    assert (
        "ConflictError: The lens 'Security baseline' was not published as 1.0.0. Version 1.0.0 of the lens 'Security "
        "baseline' was published before"
    ) in failure.value.details()
    assert [("1.0.0", EDITED)] == versions(wellarchitected, arn)


def test_adopting_refuses_another_spelling_of_the_name(plugin, wellarchitected, publish):
    arn = publish("security baseline", version="0.9")
    with pytest.raises(grpc.RpcError, match="Lens name must match published name"):
        plugin.create(ADOPTING)
    assert ["0.9"] == [name for name, _ in versions(wellarchitected, arn)]


def test_adopting_sets_the_programs_tags_and_leaves_ignored_ones(restart, wellarchitected, publish, outside):
    outside.tag_resource(WorkloadArn=publish(), Tags={"Scanned": "yes", "team": "platform", "old": "x"})
    plugin = restart(ignoreTags={"keys": ["Scanned"]})
    _, outputs = plugin.create({**ADOPTING, "tags": {"team": "security"}})
    assert {"team": "security"} == outputs["tags_all"]
    (lens,) = wellarchitected.lenses(emulated.OWNER)
    assert {"team": "security", "Scanned": "yes"} == lens.tags


def test_the_environment_can_make_one_run_adopt(wellarchitected, publish, aws_config):
    arn = publish()
    with plugin_process({**os.environ, "PULUMI_WELLARCHITECTED_ADOPT_EXISTING": "true"}) as started:
        plugin = LensPlugin(started.stub, started.engine, started.process, PROVIDER)
        plugin.configure(aws_config)
        id_, outputs = plugin.create(inputs())
    assert arn == id_
    assert "adopt_existing" not in outputs


def test_two_resources_never_hold_one_lens(plugin, wellarchitected, created):
    with pytest.raises(grpc.RpcError, match="a resource of this program owns it"):
        plugin.create(ADOPTING)
    assert created[0] == only_arn(wellarchitected)


def test_a_lens_that_was_just_adopted_is_not_deleted(restart, wellarchitected, created):
    """As in a forced replacement, and when a resource is renamed without an alias."""
    plugin = restart()
    id_, _ = plugin.create(ADOPTING)
    plugin.delete(*created)
    assert created[0] == id_ == only_arn(wellarchitected)
    assert (
        f"The lens {id_} now belongs to another resource of this program, and is not deleted." in plugin.engine.warnings
    )


def test_a_lens_that_the_program_keeps_is_not_deleted_for_another_resource(restart, wellarchitected, created):
    plugin = restart()
    plugin.check(inputs(), inputs())
    plugin.diff(*created, inputs())
    plugin.delete(*created)
    assert created[0] == only_arn(wellarchitected)


def test_a_lens_that_this_run_has_created_is_not_deleted_for_another_resource(plugin, wellarchitected, created):
    plugin.delete(*created)
    assert created[0] == only_arn(wellarchitected)
