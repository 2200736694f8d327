"""Functions in real runs: how often they ask, what they know in a preview, and how they fail."""

TWENTY = """
found = [wa.get_lens_shares_output(pulumi.Output.from_input(lens)) for _ in range(20)]
pulumi.export("shares", found[0].shares)
"""
AFTER_THE_SHARE = """
share = wa.LensShare("security", lens_alias=lens, shared_with=account)
found = wa.get_lens_shares_output(share.share_id.apply(lambda _: lens))
pulumi.export("principals", found.apply(lambda known: [each.shared_with for each in known.shares]))
"""
EXPLICIT = """
provider = wa.Provider(
    "owner", access_key="111122223333", secret_key="secret",
    endpoints=[dict(wellarchitected=config.require("url"), sts=config.require("url"))],
)
opts = pulumi.InvokeOptions(provider=provider)
pulumi.export("plain", len(wa.get_lens_shares(lens, opts=opts).shares))
pulumi.export("later", wa.get_lens_shares_output(lens, opts=opts).apply(lambda known: len(known.shares)))
"""
AWS_PROVIDER = """
import pulumi_aws as aws

url = config.require("url")
provider = aws.Provider(
    "owner", region="us-east-1", access_key="111122223333", secret_key=pulumi.Output.secret("not-to-be-seen"),
    endpoints=[dict(wellarchitected=url, sts=url)],
)
opts = pulumi.InvokeOptions(provider=provider)
pulumi.export("later", wa.get_lens_shares_output(lens, opts=opts).apply(lambda known: len(known.shares)))
"""
SECRET = 'pulumi.export("shares", wa.get_lens_shares_output(pulumi.Output.secret(lens)).shares)\n'


def test_twenty_calls_of_a_preview_make_one_listing(stack, wellarchitected):
    stack.declare(TWENTY)
    stack.preview()

    assert ["ListLensShares"] == [request.operation for request in wellarchitected.requests()]


def test_an_argument_of_a_resource_orders_the_function_after_it(stack):
    stack.declare(AFTER_THE_SHARE)
    stack.preview()
    stack.up()

    assert {"principals": ["444455556666"]} == stack.outputs()


def test_an_explicit_provider_asks_in_both_forms(stack, wellarchitected):
    stack.configure({"aws:accessKey": "999900001111", "url": wellarchitected.url})
    stack.declare(EXPLICIT)
    stack.up()

    assert {"plain": 0, "later": 0} == stack.outputs()
    assert {"111122223333"} == {request.account for request in wellarchitected.requests("ListLensShares")}


def test_an_aws_provider_asks_in_the_output_form(stack, wellarchitected, home_with_stand_in):
    stack.environment["PULUMI_HOME"] = str(home_with_stand_in)
    stack.configure({"aws:accessKey": "999900001111", "url": wellarchitected.url})
    stack.declare(AWS_PROVIDER)
    stack.up()

    assert {"later": 0} == stack.outputs()
    assert {"111122223333"} == {request.account for request in wellarchitected.requests("ListLensShares")}

    stack.declare(AWS_PROVIDER + "wa.get_lens_shares(lens, opts=opts)\n")
    assert "Use get_lens_shares_output()" in stack.preview(fails=True).text


def test_without_credentials_the_preview_ends_with_a_sentence(stack):
    stack.configure({"aws:accessKey": "", "aws:secretKey": "", "aws:skipMetadataApiCheck": "true"})
    for body in ("wa.get_lens_shares(lens)\n", TWENTY):
        stack.declare(body)
        output = stack.preview(fails=True).text

        assert "CredentialsError: get_lens_shares: " in output
        assert "Traceback" not in output


def test_a_secret_argument_makes_the_result_a_secret(stack):
    stack.declare(SECRET)

    assert "[secret]" in stack.up().text


def test_a_secret_argument_is_in_no_error(stack):
    stack.declare('wa.get_lens_shares_output(pulumi.Output.secret("hidden-arn"))\n')
    output = stack.preview(fails=True).text

    assert "InvalidInputError: get_lens_shares: '[secret]' is not the ARN" in output
    assert "hidden-arn" not in output
