"""examples/10-with-aws-provider, with a stand-in for the plugin of pulumi-aws (stand_in_aws/)."""

CALLER = "999900001111"
OWNER = "111122223333"


def test_the_shares_are_made_in_the_role_that_the_aws_provider_assumes(
    project, home_with_stand_in, wellarchitected, lens
):
    stack = project("10-with-aws-provider", lens=lens)
    stack.environment |= {
        "AWS_ACCESS_KEY_ID": CALLER,
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_ENDPOINT_URL": wellarchitected.url,
        "PULUMI_HOME": str(home_with_stand_in),
    }
    stack.up()
    assert {"444455556666", "777788889999"} == {share.shared_with for share in wellarchitected.shares(lens)}
    assert {OWNER} == {each.account for each in wellarchitected.requests("CreateLensShare")}
    assert CALLER in {each.account for each in wellarchitected.requests("AssumeRole")}
    stack.up("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
