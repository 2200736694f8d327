"""What a user installs and imports."""

import json
import os
import subprocess
import sys
from importlib import resources

import pulumi_wellarchitected

PACKAGE = resources.files(pulumi_wellarchitected)


def loaded_by(statement):
    """The modules that a fresh Python has loaded after a statement."""
    script = f"{statement}\nimport sys; print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603 - made here
    return set(done.stdout.splitlines())


def test_the_package_hands_on_these_names_and_no_others():
    assert [
        "DeadStatus", "GlobalSettings", "GlobalSettingsArgs", "Lens", "LensArgs", "LensShare", "LensShareAccepter",
        "LensShareAccepterArgs", "LensShareArgs", "Provider", "ProviderArgs", "ProviderAssumeRoleArgs",
        "ProviderAssumeRoleWithWebIdentityArgs", "ProviderDefaultTagsArgs", "ProviderEndpointArgs",
        "ProviderIgnoreTagsArgs", "SharedLens", "SharedLensArgs",
    ] == pulumi_wellarchitected.__all__  # fmt: skip


def test_every_public_name_is_there():
    assert all(hasattr(pulumi_wellarchitected, name) for name in pulumi_wellarchitected.__all__)


def test_a_program_that_imports_the_package_does_not_pay_for_boto3():
    assert set() == {"boto3", "botocore"} & loaded_by("import pulumi_wellarchitected")


def test_a_plugin_that_loads_the_provider_does_not_pay_for_boto3():
    assert set() == {"boto3", "botocore"} & loaded_by("import pulumi_wellarchitected.dynamic")


def test_pulumi_is_told_that_there_is_no_plugin_to_download():
    assert {"resource": False} == json.loads((PACKAGE / "pulumi-plugin.json").read_text())


def test_type_checkers_are_told_that_the_package_is_typed():
    assert (PACKAGE / "py.typed").is_file()
