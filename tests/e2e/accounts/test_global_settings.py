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
