"""GlobalSettings with the real CLI: sharing is turned on before the organization is shared with."""

GLOBAL_SETTINGS = "pulumi-python:dynamic/wellarchitected:GlobalSettings"
PROGRAM = """
settings = wa.GlobalSettings("settings", organization_sharing_status="ENABLED")
wa.LensShare(
    "unit", lens_alias=lens, shared_with="ou-abcd-11111111", opts=pulumi.ResourceOptions(depends_on=[settings])
)
pulumi.export("discovery", settings.discovery_integration_status)
"""


def sharing(wellarchitected):
    return wellarchitected.organization().sharing_enabled


def test_sharing_is_turned_on_before_the_organization_is_shared_with(stack, wellarchitected, lens):
    wellarchitected.configure(association_seconds=0)
    stack.declare(PROGRAM)
    stack.up()
    assert ["ASSOCIATED"] == [share.status for share in wellarchitected.shares(lens)]
    (settings,) = stack.resources(GLOBAL_SETTINGS)
    assert "111122223333/us-east-1" == settings["id"]
    stack.up("--expect-no-changes")

    wellarchitected.organization(sharing_enabled=False)
    stack.up("--refresh")
    assert sharing(wellarchitected)

    destroyed = stack.run("destroy", "--yes")
    assert "Still ENABLED: organization_sharing_status." in destroyed.output
    assert sharing(wellarchitected)
    assert [] == wellarchitected.shares(lens)


MOVED = """
wa.GlobalSettings(
    "settings", organization_sharing_status="ENABLED", region="{region}", disable_on_destroy=True
)
"""


def test_a_move_to_another_region_leaves_sharing_on_and_a_destroy_turns_it_off(stack, wellarchitected):
    stack.declare(MOVED.format(region="us-east-1"))
    stack.up()
    stack.declare(MOVED.format(region="eu-west-1"))
    assert "Another resource of this program needs them in another Region." in stack.up().output
    assert ["111122223333/eu-west-1"] == [each["id"] for each in stack.resources(GLOBAL_SETTINGS)]
    assert sharing(wellarchitected)
    stack.destroy()
    assert not sharing(wellarchitected)


def test_a_second_resource_for_the_providers_region_is_refused_in_the_preview(stack, wellarchitected):
    stack.declare("""
        wa.GlobalSettings("first", organization_sharing_status="ENABLED")
        wa.GlobalSettings("second", organization_sharing_status="DISABLED", region="us-east-1")
    """)
    refused = stack.preview(fails=True)
    assert "error: AlreadyExistsError: Two resources of this program are for the global settings in" in refused.output
    assert [] == wellarchitected.requests()


def test_settings_are_looked_up_with_no_resource_that_manages_them(stack, wellarchitected):
    wellarchitected.enable_organization_sharing()
    stack.declare("""
        found = wa.GlobalSettings.get("found", "111122223333/us-east-1")
        pulumi.export("sharing", found.organization_sharing_status)
        pulumi.export("discovery", found.discovery_integration_status)
    """)
    stack.up()
    assert {"sharing": "ENABLED", "discovery": "DISABLED"} == stack.outputs()
    stack.destroy()
    assert sharing(wellarchitected)


def test_an_ignored_setting_is_left_to_others(stack, wellarchitected):
    stack.declare("""
        wa.GlobalSettings(
            "settings",
            organization_sharing_status="ENABLED",
            opts=pulumi.ResourceOptions(ignore_changes=["organization_sharing_status"]),
        )
    """)
    stack.up()
    wellarchitected.organization(sharing_enabled=False)
    stack.up("--refresh")
    assert not sharing(wellarchitected)
    stack.up("--expect-no-changes")
