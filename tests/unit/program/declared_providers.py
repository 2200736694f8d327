"""Programs that declare providers under Pulumi's own mocks, and what these send to the engine."""

import pulumi
import pulumi_wellarchitected as wa
from pulumi.runtime import mocks
from pulumi.runtime.rpc import _special_sig_key

ROLE = "arn:aws:iam::111122223333:role/Owner"
PASSED_ON = {
    "access_key": ("key", "key"),
    "allowed_account_ids": (["111122223333"], '["111122223333"]'),
    "assume_role_with_web_identity": (
        {"role_arn": ROLE, "web_identity_token": "token"}, f'{{"roleArn": "{ROLE}", "webIdentityToken": "token"}}',
    ),
    "assume_roles": ([{"role_arn": ROLE}], f'[{{"roleArn": "{ROLE}"}}]'),
    "custom_ca_bundle": ("ca.pem", "ca.pem"),
    "default_tags": ({"tags": {"cost_center": "a_b"}}, '{"tags": {"cost_center": "a_b"}}'),
    "ec2_metadata_service_endpoint": ("http://127.0.0.1:1", "http://127.0.0.1:1"),
    "ec2_metadata_service_endpoint_mode": ("IPv6", "IPv6"),
    "endpoints": ([{"sts": "http://127.0.0.1:1"}], '[{"sts": "http://127.0.0.1:1"}]'),
    "forbidden_account_ids": (("444455556666",), '["444455556666"]'),
    "http_proxy": ("http://127.0.0.1:2", "http://127.0.0.1:2"),
    "https_proxy": ("http://127.0.0.1:3", "http://127.0.0.1:3"),
    "ignore_tags": ({"keys": ["a_b"], "key_prefixes": ["c_d"]}, '{"keyPrefixes": ["c_d"], "keys": ["a_b"]}'),
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
"""What each argument is given as, and what stands in the configuration."""


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


def declared(program, *, preview=False):
    """Run a program, and return the providers that it declared, by their packages."""
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=preview)
    mocks.test(program)()
    return {each.typ.rpartition(":")[2]: each for each in recorder.resources}


def configuration(**given):
    """The configuration of a Provider with these arguments."""
    return declared(lambda: wa.Provider("ours", **given))["pulumi-python"].inputs


def trigger(make):
    """The replacement trigger with which a program's own provider is registered, when it is known."""
    seen = []
    watching = pulumi.ResourceOptions(transformations=[lambda args: seen.append(args.opts.replacement_trigger)])
    values = []
    declared(lambda: (make(watching), pulumi.Output.from_input(seen[-1]).apply(values.append))[1])
    return values[0]
