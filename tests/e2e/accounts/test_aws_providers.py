"""What is particular to an aws.Provider, which Pulumi would ignore: it is honoured, or the run ends in an error.

What it has in common with wa.Provider is in test_explicit_providers.py. Its plugin is a stand-in (stand_in_aws/).
"""

import pytest
from tests.support.stack import PRELUDE

OWNER, STACKS_OWN = "111122223333", "999900001111"

BEGINNING = """
import pulumi_aws as aws

url = config.require("url")
ours = aws.Provider(
    "ours", access_key="111122223333", secret_key="secret", endpoints=[dict(wellarchitected=url, sts=url)]
)


def share(name="one", shared_with=account, **options):
    return wa.LensShare(name, lens_alias=lens, shared_with=shared_with, opts=pulumi.ResourceOptions(**options))


def giving(result, **options):
    def change(args):
        if "LensShare" in args.type_:
            return result(args.props, pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(**options)))

    return change


"""


@pytest.fixture
def stack(stack, wellarchitected, home_with_stand_in):
    stack.configure({"aws:accessKey": STACKS_OWN, "url": wellarchitected.url})
    stack.environment["PULUMI_HOME"] = str(home_with_stand_in)
    return stack


def declare(stack, body):
    stack.program(PRELUDE + BEGINNING + body)


def callers(wellarchitected):
    return {each.account for each in wellarchitected.requests()}


def test_an_aws_provider_becomes_one_provider_however_many_shares_it_has(stack, snapshot):
    declare(
        stack,
        """
share(provider=ours)
share("two", "444455557777", provider=ours)
component = pulumi.ComponentResource("test:index:Component", "component", {}, pulumi.ResourceOptions(providers=[ours]))
share("three", "444455558888", parent=component)
share("four", "444455559999", provider=wa.Provider.from_aws(ours))
""",
    )
    assert snapshot == stack.preview().text


def test_a_share_that_is_there_is_looked_up_with_an_aws_provider(stack, wellarchitected, lens):
    wellarchitected.share(lens, "444455556666")
    declare(
        stack,
        'found = wa.LensShare.get("found", f"{lens},{account}", pulumi.ResourceOptions(provider=ours))\n'
        'pulumi.export("status", found.status)',
    )
    stack.up()
    assert {"status": "PENDING"} == stack.outputs()
    assert {OWNER} == callers(wellarchitected)


@pytest.mark.parametrize("options", ["provider=ours", "providers=[ours]"])
def test_an_aws_provider_of_a_transformation_is_refused_before_anything_is_done(
    stack, wellarchitected, snapshot, options
):
    declare(stack, f"share(transformations=[giving(pulumi.ResourceTransformationResult, {options})])")
    assert snapshot(name="diagnostics") == stack.up(fails=True).diagnostics
    assert [] == wellarchitected.requests()


def test_a_transformation_may_give_what_is_made_of_an_aws_provider(stack, wellarchitected):
    declare(
        stack,
        "change = giving(pulumi.ResourceTransformationResult, provider=wa.Provider.from_aws(ours))\n"
        "pulumi.runtime.register_stack_transformation(change)\n"
        "share()",
    )
    stack.up()
    assert {OWNER} == callers(wellarchitected)


def test_an_aws_provider_of_a_transform_is_asked_for_a_share_and_knows_none(stack, wellarchitected, lens):
    declare(stack, "share(transforms=[giving(pulumi.ResourceTransformResult, provider=ours)])")
    assert "unrecognized resource type (Check)" in stack.preview(fails=True).output
    assert [] == wellarchitected.requests()


def test_aws_providers_of_a_transform_reach_nobody_and_the_account_guard_says_so(stack, wellarchitected, snapshot):
    declare(stack, "share(transforms=[giving(pulumi.ResourceTransformResult, providers=[ours])])")
    assert snapshot == stack.up(fails=True).diagnostics
    assert {STACKS_OWN} == callers(wellarchitected)
