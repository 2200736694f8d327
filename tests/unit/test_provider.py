"""wa.Provider under Pulumi's own mocks: what it sends to the engine, and what it is made of an aws.Provider."""

import gc
import inspect
import json
import sys
import weakref
from dataclasses import fields

import pulumi
import pulumi_aws as aws
import pulumi_wellarchitected as wa
import pytest
from pulumi import _types
from pulumi.runtime import mocks
from pulumi.runtime.rpc import _special_sig_key
from pulumi_wellarchitected.aws.settings.settings import HONOURED, WITHOUT_MEANING
from pulumi_wellarchitected.program.provider_args import identity_of
from typing_extensions import get_overloads

ROLE = "arn:aws:iam::111122223333:role/Owner"
PASSED_ON = {
    "access_key": ("key", "key"),
    "allowed_account_ids": (["111122223333"], '["111122223333"]'),
    "assume_role_with_web_identity": (
        {"role_arn": ROLE, "web_identity_token": "token"}, f'{{"roleArn": "{ROLE}", "webIdentityToken": "token"}}',
    ),
    "assume_roles": ([{"role_arn": ROLE}], f'[{{"roleArn": "{ROLE}"}}]'),
    "custom_ca_bundle": ("ca.pem", "ca.pem"),
    "ec2_metadata_service_endpoint": ("http://127.0.0.1:1", "http://127.0.0.1:1"),
    "ec2_metadata_service_endpoint_mode": ("IPv6", "IPv6"),
    "endpoints": ([{"sts": "http://127.0.0.1:1"}], '[{"sts": "http://127.0.0.1:1"}]'),
    "forbidden_account_ids": (("444455556666",), '["444455556666"]'),
    "http_proxy": ("http://127.0.0.1:2", "http://127.0.0.1:2"),
    "https_proxy": ("http://127.0.0.1:3", "http://127.0.0.1:3"),
    "insecure": (True, True),
    "max_retries": (3, 3),
    "no_proxy": ("127.0.0.1", "127.0.0.1"),
    "profile": ("owner", "owner"),
    "region": ("us-east-1", "us-east-1"),
    "retry_mode": ("adaptive", "adaptive"),
    "secret_key": ("secret", "secret"),
    "shared_config_files": (["config"], '["config"]'),
    "shared_credentials_files": (["credentials"], '["credentials"]'),
    "skip_metadata_api_check": (True, True),
    "sts_region": ("us-west-2", "us-west-2"),
    "token": ("token", "token"),
    "use_dualstack_endpoint": (True, True),
    "use_fips_endpoint": (False, False),
    "user_agents": (["platform/1"], '["platform/1"]'),
}  # fmt: skip


SECRETS = {"access_key", "assume_role_with_web_identity", "secret_key", "token"}


def is_secret(value):
    return isinstance(value, dict) and _special_sig_key in value


def in_clear(value):
    """The value without the marks that make it, or its parts, a secret."""
    if is_secret(value):
        return in_clear(value["value"])
    return {key: in_clear(each) for key, each in value.items()} if isinstance(value, dict) else value


class Recorder(mocks.Mocks):
    def __init__(self):
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        return f"{args.name}-id", args.inputs

    def call(self, _args):
        return {}


@pytest.fixture
def declared():
    """Run a program, and hand out the providers that it declared, by their packages."""

    def run(program, *, preview=False):
        recorder = Recorder()
        mocks.set_mocks(recorder, preview=preview)
        mocks.test(program)()
        return {each.typ.rpartition(":")[2]: each for each in recorder.resources}

    return run


@pytest.fixture
def configuration(declared):
    """What a Provider's configuration is, of its arguments."""
    return lambda **given: declared(lambda: wa.Provider("ours", **given))["pulumi-python"].inputs


@pytest.fixture
def trigger(declared):
    """The replacement trigger with which a program's own provider is registered, when it is known."""

    def find(make):
        seen = []
        watching = pulumi.ResourceOptions(transformations=[lambda args: seen.append(args.opts.replacement_trigger)])
        values = []
        declared(lambda: (make(watching), pulumi.Output.from_input(seen[-1]).apply(values.append))[1])
        return values[0]

    return find


def test_every_argument_of_an_aws_provider_is_passed_on_or_named_as_without_meaning():
    keys = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)

    assert set(inspect.signature(aws.ProviderArgs.__init__).parameters) - {"__self__"} == keys.keys()
    assert {field.name for field in fields(wa.ProviderArgs)} == {
        name for name, key in keys.items() if key not in WITHOUT_MEANING
    }


def test_every_argument_that_is_passed_on_is_honoured_and_has_its_test():
    keys = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)

    assert {keys[name] for name in PASSED_ON} == HONOURED


@pytest.mark.skipif(sys.version_info < (3, 11), reason="typing keeps no overloads before")
def test_both_forms_have_the_same_keywords():
    [_, keywords] = get_overloads(wa.Provider.__init__)
    names = [name for name in inspect.signature(keywords).parameters if name not in ("self", "resource_name", "opts")]

    assert [field.name for field in fields(wa.ProviderArgs)] == names


@pytest.mark.parametrize("name", PASSED_ON)
def test_every_argument_is_written_as_the_configurations_key(configuration, name):
    given, written = PASSED_ON[name]
    key = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)[name]

    assert {f"aws:{key}": written} == in_clear(configuration(**{name: given}))


def test_what_is_not_given_is_left_out(configuration):
    assert {} == configuration(**dict.fromkeys(PASSED_ON))
    assert {} == configuration(region=pulumi.Output.from_input(None), assume_roles=pulumi.Output.from_input(None))


@pytest.mark.parametrize(
    "role",
    [
        wa.ProviderAssumeRoleArgs(role_arn=ROLE, duration="1h30m", tags={"cost_center": "a_b"}),
        aws.ProviderAssumeRoleArgs(role_arn=ROLE, duration="1h30m", tags={"cost_center": "a_b"}),
        {"role_arn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}, "policy": None},
        {"roleArn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}},
        pulumi.Output.from_input({"role_arn": pulumi.Output.from_input(ROLE), "duration": "1h30m",
                                  "tags": {"cost_center": "a_b"}}),
    ],
    ids=["ours", "pulumi-aws", "snake", "camel", "output"],
)  # fmt: skip
def test_a_role_may_be_given_in_every_form_and_a_tags_own_key_is_left_alone(configuration, role):
    written = json.loads(configuration(assume_roles=[role])["aws:assumeRoles"])

    assert [{"roleArn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}}] == written


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"assume_roles": [{"role_arm": ROLE}]}, "ProviderAssumeRoleArgs has no 'role_arm'. It has role_arn, duration"),
        ({"assume_roles": {"role_arn": ROLE}}, "a list of ProviderAssumeRoleArgs or of dictionaries, and not dict"),
        ({"assume_roles": [ROLE]}, "Expected ProviderAssumeRoleArgs or a dictionary, and not str"),
        ({"allowed_account_ids": "111122223333"}, "a list of strings, and not '111122223333'"),
        ({"default_tags": {}}, "default_tags"),
    ],
)
def test_an_argument_of_another_form_is_a_type_error_which_says_what_is_accepted(given, reason):
    with pytest.raises(TypeError, match=reason):
        wa.Provider("ours", **given)


def test_an_argument_may_be_awaited_though_it_is_looked_at_twice(declared):
    async def find_region():
        return "us-east-1"

    made = declared(lambda: wa.Provider("ours", region=find_region()))

    assert {"aws:region": "us-east-1"} == made["pulumi-python"].inputs


@pytest.mark.parametrize("name", PASSED_ON)
def test_credentials_are_secrets_and_nothing_else_is(configuration, name):
    [value] = configuration(**{name: PASSED_ON[name][0]}).values()

    assert (name in SECRETS) == (value != in_clear(value))


def test_arguments_in_both_forms_or_in_another_are_a_type_error():
    with pytest.raises(TypeError, match="region"):
        wa.Provider("ours", wa.ProviderArgs(), region="us-east-1")
    with pytest.raises(TypeError, match="Expected ProviderArgs"):
        wa.Provider("ours", {"region": "us-east-1"})


def test_an_object_of_arguments_is_sent_as_the_keywords_are(declared, configuration):
    args = wa.ProviderArgs(region="us-east-1", assume_roles=[{"role_arn": ROLE}])

    assert configuration(**vars(args)) == declared(lambda: wa.Provider("ours", args))["pulumi-python"].inputs


def test_what_identifies_the_account_replaces_the_provider_and_credentials_do_not(trigger):
    given = {name: value for name, (value, _) in PASSED_ON.items()}

    assert {
        "region": "us-east-1", "profile": "owner", "roles": [ROLE], "webIdentity": [ROLE],
    } == json.loads(trigger(lambda opts: wa.Provider("ours", opts, **given)))  # fmt: skip


def test_credentials_alone_leave_the_trigger_as_it_is(trigger):
    assert "{}" == trigger(lambda opts: wa.Provider("ours", opts, access_key="key", secret_key="secret", max_retries=1))


def test_a_trigger_of_the_users_is_kept_beside_ours_and_not_in_clear(trigger):
    own = pulumi.ResourceOptions(replacement_trigger=pulumi.Output.secret("october"))

    [ours, digest] = trigger(
        lambda opts: wa.Provider("ours", pulumi.ResourceOptions.merge(opts, own), region="us-east-1")
    )

    assert '{"region": "us-east-1"}' == ours
    assert 64 == len(digest)


@pytest.mark.parametrize(
    "configuration",
    [
        {"assumeRoles": f'[{{"roleArn": "{ROLE}"}}]'},
        {"assumeRoles": [{"roleArn": ROLE, "externalId": "not an identity"}]},
        {"assumeRole": {"roleArn": ROLE}},
        {"assumeRole": f'{{"roleArn": "{ROLE}"}}', "accessKey": "key"},
    ],
)
def test_the_roles_identify_the_account_in_every_form_of_the_configuration(configuration):
    assert f'{{"roles": ["{ROLE}"]}}' == identity_of(configuration)


def test_an_aws_provider_hands_over_its_inputs_as_the_configuration_has_them(declared):
    made = declared(
        lambda: wa.Provider.from_aws(
            aws.Provider("theirs", region="us-east-1", access_key="key", assume_roles=[{"role_arn": ROLE}])
        )
    )

    handed_over = made["pulumi-python"].inputs["aws:provider"]

    assert in_clear(made["aws"].inputs) == in_clear(handed_over)
    assert is_secret(handed_over)
    assert "theirs" == made["pulumi-python"].name


def test_an_aws_provider_becomes_one_provider_however_often_and_from_wherever_it_is_asked(declared):
    made = []

    def program():
        theirs = aws.Provider("theirs", region="us-east-1")
        made.extend(wa.Provider.from_aws(theirs) for _ in range(3))
        made.append(wa.Provider.from_aws(aws.Provider("another", region="us-east-1")))

    declared(program)

    assert [True, True, True, False] == [each is made[0] for each in made]


def test_what_is_made_of_an_aws_provider_goes_with_it():
    mocks.set_mocks(Recorder())

    def program():
        theirs = aws.Provider("theirs", region="us-east-1")
        return weakref.ref(theirs), weakref.ref(wa.Provider.from_aws(theirs))

    refs = []
    mocks.test(lambda: refs.extend(program()))()
    mocks.set_mocks(Recorder())
    gc.collect()

    assert [None, None] == [ref() for ref in refs]


@pytest.mark.parametrize("package", ["random", "pulumi-python"])
def test_only_an_aws_provider_can_be_made_one_of_ours(package):
    mocks.set_mocks(Recorder())

    with pytest.raises(pulumi.RunError, match=f"expects an aws.Provider, and not one for '{package}'"):
        wa.Provider.from_aws(pulumi.ProviderResource(package, "other", {}))


def test_an_aws_provider_of_another_program_is_refused_with_the_way_out():
    reference = pulumi.resource.DependencyProviderResource("urn:pulumi:test::project::pulumi:providers:aws::theirs::id")

    with pytest.raises(pulumi.RunError, match=r"made by another program.* Make a pulumi_wellarchitected\.Provider"):
        wa.Provider.from_aws(reference)
