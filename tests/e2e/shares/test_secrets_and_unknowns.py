"""What is secret is neither printed nor stored in clear, and what is not known yet gets through preview and up."""

import re

import pytest
from tests.e2e.accounts.test_bad_surroundings import closed_port
from tests.e2e.programs import VALUE
from tests.support.emulated import only_share

ACCOUNT = "666677778888"
"""None that a sentence gives as an example."""
OTHER_ACCOUNT = "888899990000"
SECRET_BY = {
    "config": ("config.require_secret('lens')", "config.require_secret('account')"),
    "output": ("pulumi.Output.secret(lens)", "pulumi.Output.secret(account)"),
}


def one(lens="lens", account="account", more=""):
    return f"share = wa.LensShare('security', lens_alias={lens}, shared_with={account}{more})\n"


@pytest.fixture
def secrets(lens):
    """What may stand nowhere: the lens's ARN (its last part is enough), and the principals."""
    return [lens.rpartition("/")[2], ACCOUNT, OTHER_ACCOUNT]


@pytest.mark.parametrize("by", SECRET_BY)
def test_a_secret_lens_and_principal_stay_secret_through_the_life_of_a_share(stack, wellarchitected, lens, secrets, by):
    stack.set_secret("lens", lens)
    stack.set_secret("account", ACCOUNT)
    stack.declare(
        one(*SECRET_BY[by])
        + "pulumi.export('lens', share.lens_alias)\npulumi.export('who', share.shared_with)\n"
        + "pulumi.export('share_id', share.share_id)\n"
    )
    said = [stack.preview(), stack.preview("--diff"), stack.up()]
    share = only_share(wellarchitected, lens)
    assert share.share_id == stack.outputs()["share_id"]
    wellarchitected.set_status(lens, share.share_id, "EXPIRED")
    said += [stack.refresh("--diff")]
    states = [stack.export()]
    stack.set_secret("account", OTHER_ACCOUNT)
    said += [stack.preview("--diff"), stack.up()]
    assert OTHER_ACCOUNT == only_share(wellarchitected, lens).shared_with
    states += [stack.export()]
    said += [stack.destroy()]
    assert [] == wellarchitected.shares(lens)
    assert [] == leaks(secrets, [run.output for run in said] + states)


def test_a_failing_create_of_a_secret_share_names_no_secret(stack, wellarchitected, lens, secrets, snapshot):
    share_id = wellarchitected.share(lens, ACCOUNT)
    stack.set_secret("lens", lens)
    stack.set_secret("account", ACCOUNT)
    stack.declare(one(*SECRET_BY["config"]))
    failed = stack.up(fails=True)
    assert snapshot == failed.diagnostics
    assert [] == leaks(secrets, [failed.output, stack.export()])
    assert share_id == only_share(wellarchitected, lens).share_id


def test_a_service_that_cannot_be_reached_names_no_secret(stack, wellarchitected, lens):
    """Botocore's own words hold the URL, and in it what is being looked for."""
    unit = "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111"
    user = f"arn:aws:iam::{ACCOUNT}:user/{'x' * 100}/reviewer"
    endpoint = f"http://127.0.0.1:{closed_port()}"
    stack.configure({"aws:endpoints": [{"wellarchitected": endpoint, "sts": endpoint}], "aws:maxRetries": 1})
    for principal, traces in ((unit, ["ou-abcd-11111111"]), (user, ["x" * 60, ACCOUNT])):
        stack.declare(one("pulumi.Output.secret(lens)", f"pulumi.Output.secret('{principal}')"))
        assert [] == leaks([lens.rpartition("/")[2], *traces], [stack.up(fails=True).output]), principal


BAD_SECRETS = {
    "short": f"'{ACCOUNT[:11]}'",
    "padded": f"' {ACCOUNT}'",
    "with-a-line-end": f"'{ACCOUNT}\\n'",
    "number": ACCOUNT,
    "too-long": f"'arn:aws:iam::{ACCOUNT}:user/' + 'x' * 2048",
    "role": f"'arn:aws:iam::{ACCOUNT}:role/reviewer'",
}


@pytest.mark.parametrize("value", BAD_SECRETS.values(), ids=BAD_SECRETS.keys())
def test_a_bad_secret_principal_is_refused_without_being_named(stack, wellarchitected, value):
    stack.declare(one(account=f"pulumi.Output.secret({value})"))
    refused = stack.preview(fails=True)
    assert "The secret input shared_with is not accepted" in refused.output
    assert [] == leaks([ACCOUNT[:7]], [refused.output])
    assert [] == wellarchitected.requests()


def test_the_owners_own_account_is_refused_without_being_named_where_it_is_secret(stack, wellarchitected):
    stack.declare(one("pulumi.Output.secret(lens)", "pulumi.Output.secret('arn:aws:iam::111122223333:user/reviewer')"))
    refused = stack.preview(fails=True)
    assert "The secret input shared_with is not accepted" in refused.output
    assert [] == leaks(["111122223333"], [refused.output])


def test_a_secret_flag_and_a_secret_list_of_statuses_work(stack, wellarchitected, lens):
    stack.configure({"account": ACCOUNT})
    share_id = wellarchitected.share(lens, ACCOUNT)
    stack.declare(one(more=", adopt_existing=pulumi.Output.secret(True), resend_on=pulumi.Output.secret(['REJECTED'])"))
    stack.up()
    assert share_id == only_share(wellarchitected, lens).share_id
    wellarchitected.reject(lens, share_id)
    stack.up("--refresh")
    assert "PENDING" == only_share(wellarchitected, lens).status


UNKNOWN = {
    "lens": one(lens="Value('lens', lens).value"),
    "principal": one(account="Value('account', account).value"),
    "secret": one(
        "pulumi.Output.secret(Value('lens', lens).value)", "pulumi.Output.secret(Value('account', account).value)"
    ),
}


@pytest.mark.parametrize("program", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_another_resource_of_the_same_run_makes_is_an_input_like_any_other(
    stack, wellarchitected, lens, snapshot, program
):
    stack.declare(VALUE + program + "pulumi.export('share_id', share.share_id)\n")
    assert [] == stack.preview().diagnostics
    assert [] == wellarchitected.requests()
    stack.up()
    share = only_share(wellarchitected, lens)
    assert {"share_id": share.share_id} == stack.outputs()


def test_a_principal_that_becomes_another_resources_output_promises_a_replacement_and_makes_none(
    stack, wellarchitected, lens
):
    """Before that resource is there, nobody knows that the principal stays what it was."""
    stack.up()
    share = only_share(wellarchitected, lens)
    stack.declare(VALUE + one(account="Value('account', account).value"))
    assert "1 to replace" in stack.preview().output
    stack.up()
    assert share == only_share(wellarchitected, lens)


def leaks(secrets, texts):
    """The surroundings of every secret that stands in clear in one of the texts."""
    return [
        text[max(0, found.start() - 80) : found.end() + 40]
        for secret in secrets
        for text in texts
        for found in re.finditer(re.escape(secret), text)
    ]
