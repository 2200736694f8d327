"""What a user installs and imports."""

import json
import os
import subprocess
import sys
from importlib import resources

import pulumi_wellarchitected
import pytest

PACKAGE = resources.files(pulumi_wellarchitected)


def loaded_by(statement):
    """The modules that a fresh Python has loaded after a statement."""
    script = f"{statement}\nimport sys; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603 - made here
    return set(done.stdout.splitlines())


def ours(loaded, *rooms):
    """The modules of some rooms that are loaded."""
    prefixes = [f"pulumi_wellarchitected.{room}." for room in rooms]
    return {name.removeprefix(prefix) for name in loaded for prefix in prefixes if name.startswith(prefix)}


def test_the_package_hands_on_these_names_and_no_others():
    assert [
        "AwaitableGetGlobalSettingsResult", "AwaitableGetLensResult", "AwaitableGetLensSharesResult",
        "AwaitableGetLensesResult", "AwaitableGetShareInvitationsResult", "DeadStatus", "GetGlobalSettingsResult",
        "GetLensResult", "GetLensSharesResult", "GetLensSharesShareResult", "GetLensesLensResult", "GetLensesResult",
        "GetShareInvitationsInvitationResult", "GetShareInvitationsResult", "GlobalSettings", "GlobalSettingsArgs",
        "Lens", "LensArgs", "LensShare", "LensShareAccepter", "LensShareAccepterArgs", "LensShareArgs",
        "LensSharesExclusive", "LensSharesExclusiveArgs", "ProfileShare", "ProfileShareArgs", "Provider",
        "ProviderArgs", "ProviderAssumeRoleArgs", "ProviderAssumeRoleWithWebIdentityArgs", "ProviderDefaultTagsArgs",
        "ProviderEndpointArgs", "ProviderIgnoreTagsArgs", "SharedLens", "SharedLensArgs", "TemplateShare",
        "TemplateShareArgs", "WorkloadShare", "WorkloadShareArgs", "get_global_settings",
        "get_global_settings_output", "get_lens", "get_lens_output", "get_lens_shares", "get_lens_shares_output",
        "get_lenses", "get_lenses_output", "get_share_invitations", "get_share_invitations_output",
    ] == pulumi_wellarchitected.__all__  # fmt: skip


def test_every_public_name_is_there():
    assert all(hasattr(pulumi_wellarchitected, name) for name in pulumi_wellarchitected.__all__)


def test_a_program_that_declares_shares_only_loads_nothing_of_boto3_or_of_other_resources():
    loaded = loaded_by("from pulumi_wellarchitected import LensShare")

    assert set() == {"boto3", "botocore"} & loaded
    assert {"lens_share", "share_resource"} == ours(loaded, "program.resources")
    assert set() == ours(loaded, "aws", "lenses", "invitations", "global_settings")
    assert set() == ours(loaded, "plugin.verbs", "program.components")


@pytest.mark.parametrize("kind", ["Profile", "Template", "Workload"])
def test_a_program_that_declares_shares_of_one_kind_loads_no_resource_of_another(kind):
    loaded = loaded_by(f"from pulumi_wellarchitected import {kind}Share")

    assert {f"{kind.lower()}_share", "share_resource"} == ours(loaded, "program.resources")


def test_a_plugin_that_is_asked_about_shares_only_loads_nothing_of_boto3_or_of_other_resources():
    loaded = loaded_by("from pulumi_wellarchitected.dynamic import lens_share; lens_share.verbs")

    assert set() == {"boto3", "botocore"} & loaded
    assert {"resource", "share"} == ours(loaded, "plugin.verbs")
    assert set() == ours(loaded, "program", "lenses", "invitations", "global_settings")


def test_a_name_that_the_package_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'pulumi_wellarchitected' has no attribute 'LensShared'"):
        _ = pulumi_wellarchitected.LensShared


def test_the_names_are_listed_before_a_program_uses_them():
    listed = loaded_by("import pulumi_wellarchitected as wa; [print(name) for name in dir(wa)]")

    assert set(pulumi_wellarchitected.__all__) <= listed


def test_pulumi_is_told_that_there_is_no_plugin_to_download():
    assert {"resource": False} == json.loads((PACKAGE / "pulumi-plugin.json").read_text())


def test_type_checkers_are_told_that_the_package_is_typed():
    assert (PACKAGE / "py.typed").is_file()
