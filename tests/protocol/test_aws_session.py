"""The `aws:*` settings at work: the provider's real process, the emulator with its STS, and its log of who called."""

import json
import os
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import grpc
import pytest
import trustme
from tests.protocol.plugin import plugin_process
from tests.protocol.relays import ending_in, relay
from tests.support.emulated import OWNER
from wellarchitected_emulator import Fault

CALLER = "999900001111"
STEP = "222233334444"
STEP_ROLE = f"arn:aws:iam::{STEP}:role/step"
OWNER_ROLE = f"arn:aws:iam::{OWNER}:role/lens-owner"
HOST = "wellarchitected.test"  # a name that no resolver knows
POLICY = '{"Version": "2012-10-17", "Statement": []}'


@pytest.fixture
def inputs(lens):
    return {"lens_alias": lens, "shared_with": "444455556666"}


@pytest.fixture
def caller(aws_config):
    """The configuration with the keys of an account that does not own the lens."""
    return {**aws_config, "aws:accessKey": CALLER}


@pytest.fixture
def keyless(aws_config):
    """The configuration without keys."""
    return {key: value for key, value in aws_config.items() if key not in {"aws:accessKey", "aws:secretKey"}}


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@contextmanager
def started(config, **environment):
    """A plugin process with further variables of the environment; None takes one away."""
    variables = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    with plugin_process(variables) as plugin:
        plugin.configure(config)
        yield plugin


def creating(plugin, inputs):
    """The sentence with which a create fails."""
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs)
    return failure.value.details()


def callers(wellarchitected, operation):
    return [request.account for request in wellarchitected.requests(operation)]


def endpoints(emulator, /, **changes):
    return json.dumps([{"wellarchitected": emulator.url, "sts": emulator.url, **changes}])


def roles(*arns, **more):
    return json.dumps([{"roleArn": arn, **more} for arn in arns])


class TestRoles:
    def test_a_chain_is_assumed_in_its_order_and_the_last_role_shares(self, plugin, wellarchitected, caller, inputs):
        plugin.configure({**caller, "aws:assumeRoles": roles(STEP_ROLE, OWNER_ROLE)})
        plugin.create(inputs)

        assert [CALLER, STEP] == callers(wellarchitected, "AssumeRole")
        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_all_that_is_told_of_a_role_reaches_sts(self, plugin, wellarchitected, caller, inputs):
        told = {
            "duration": "45m",
            "externalId": "external",
            "policy": POLICY,
            "policyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            "sessionName": "pulumi",
            "sourceIdentity": "alice",
            "tags": {"team": "platform"},
            "transitiveTagKeys": ["team"],
        }
        plugin.configure({**caller, "aws:assumeRoles": roles(OWNER_ROLE, **told)})
        plugin.create(inputs)

        (request,) = wellarchitected.requests("AssumeRole")
        assert {
            "RoleArn": OWNER_ROLE,
            "DurationSeconds": "2700",
            "ExternalId": "external",
            "Policy": POLICY,
            "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "RoleSessionName": "pulumi",
            "SourceIdentity": "alice",
            "Tags.member.1.Key": "team",
            "Tags.member.1.Value": "platform",
            "TransitiveTagKeys.member.1": "team",
        } == request.parameters

    def test_the_one_role_of_version_6_is_assumed(self, plugin, wellarchitected, caller, inputs):
        plugin.configure({**caller, "aws:assumeRole": json.dumps({"roleArn": OWNER_ROLE})})
        plugin.create(inputs)

        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_an_aws_provider_s_inputs_are_the_whole_configuration(self, plugin, wellarchitected, caller, inputs):
        given = {key.removeprefix("aws:"): value for key, value in caller.items()}
        given = {**given, "assumeRoles": [{"roleArn": OWNER_ROLE}], "version": "7.51.1", "skipRegionValidation": "true"}
        plugin.configure({"aws:provider": given, "aws:profile": "ignored"})
        plugin.create(inputs)

        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    @pytest.mark.parametrize("code", ["AccessDenied", "ExpiredToken", "RegionDisabledException"])
    @pytest.mark.parametrize("account", [CALLER, STEP])
    def test_one_that_cannot_be_assumed_is_named_with_the_reason(
        self, plugin, wellarchitected, caller, inputs, code, account
    ):
        wellarchitected.inject(Fault(operation="AssumeRole", account=account, error=code, message="No.", times=None))
        plugin.configure({**caller, "aws:assumeRoles": roles(STEP_ROLE, OWNER_ROLE)})
        role = STEP_ROLE if account == CALLER else OWNER_ROLE
        sentence = creating(plugin, inputs)

        assert sentence.startswith(f"CredentialsError: Could not assume the role {role} ({code}: No). ")
        assert [] == wellarchitected.requests("CreateLensShare")

    def test_credentials_that_end_are_renewed_in_mid_run(self, plugin, wellarchitected, caller, inputs):
        with relay(wellarchitected.url, change=ending_in(seconds=30, answers=1)) as sts:
            address = endpoints(wellarchitected, sts=f"http://127.0.0.1:{sts.port}")
            plugin.configure({**caller, "aws:assumeRoles": roles(OWNER_ROLE), "aws:endpoints": address})
            plugin.refresh(*plugin.create(inputs))

            assert 2 == len(sts.seen)
        first, *later = [request.access_key_id for request in wellarchitected.requests() if request.account == OWNER]
        assert first not in later
        assert 1 == len(set(later))

    def test_threads_that_renew_and_ask_for_the_account_at_once_do_not_wait_for_each_other(
        self, plugin, wellarchitected, caller, inputs
    ):
        with relay(wellarchitected.url, change=ending_in(seconds=30, answers=1000)) as sts:
            address = endpoints(wellarchitected, sts=f"http://127.0.0.1:{sts.port}")
            limits = {"aws:allowedAccountIds": json.dumps([OWNER])}
            plugin.configure(
                {**caller, **limits, "aws:assumeRoles": roles(STEP_ROLE, OWNER_ROLE), "aws:endpoints": address}
            )
            with ThreadPoolExecutor(4) as threads:
                accounts = [f"44445555{number:04}" for number in range(12)]
                list(threads.map(lambda account: plugin.create({**inputs, "shared_with": account}), accounts))

        assert {OWNER} == set(callers(wellarchitected, "CreateLensShare"))
        assert [OWNER] == callers(wellarchitected, "GetCallerIdentity")

    def test_a_session_that_has_ended_when_it_begins_is_told_as_the_clocks_fault(
        self, plugin, wellarchitected, caller, inputs
    ):
        with relay(wellarchitected.url, change=ending_in(seconds=-30, answers=1000)) as sts:
            address = endpoints(wellarchitected, sts=f"http://127.0.0.1:{sts.port}")
            plugin.configure({**caller, "aws:assumeRoles": roles(OWNER_ROLE), "aws:endpoints": address})

            assert f"Could not use the role {OWNER_ROLE}: its session has ended already" in creating(plugin, inputs)

    def test_a_session_of_the_shortest_duration_serves_more_than_one_call(
        self, plugin, wellarchitected, caller, inputs
    ):
        plugin.configure({**caller, "aws:assumeRoles": roles(OWNER_ROLE, duration="15m")})
        plugin.refresh(*plugin.create(inputs))

        assert 1 == len(wellarchitected.requests("AssumeRole"))


class TestWebIdentity:
    @pytest.mark.parametrize("how", ["file", "value"])
    def test_a_token_is_enough(self, wellarchitected, keyless, inputs, tmp_path, how):
        (tmp_path / "token").write_text("the-token\n")
        given = (
            {"webIdentityTokenFile": str(tmp_path / "token")} if how == "file" else {"webIdentityToken": "the-token"}
        )
        identity = {"roleArn": OWNER_ROLE, "sessionName": "ci", "duration": "1h", **given}
        with started({**keyless, "aws:assumeRoleWithWebIdentity": json.dumps(identity)}) as plugin:
            plugin.create(inputs)

        (request,) = wellarchitected.requests("AssumeRoleWithWebIdentity")
        assert {
            "RoleArn": OWNER_ROLE,
            "RoleSessionName": "ci",
            "DurationSeconds": "3600",
            "WebIdentityToken": "the-token",
        } == request.parameters
        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_a_chain_begins_with_it(self, wellarchitected, keyless, inputs):
        identity = json.dumps({"roleArn": STEP_ROLE, "webIdentityToken": "the-token"})
        config = {**keyless, "aws:assumeRoleWithWebIdentity": identity, "aws:assumeRoles": roles(OWNER_ROLE)}
        with started(config) as plugin:
            plugin.create(inputs)

        assert [STEP] == callers(wellarchitected, "AssumeRole")
        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_a_file_that_is_not_there_is_told_with_the_role(self, keyless, inputs):
        identity = json.dumps({"roleArn": OWNER_ROLE, "webIdentityTokenFile": "/missing/token"})
        with started({**keyless, "aws:assumeRoleWithWebIdentity": identity}) as plugin:
            sentence = creating(plugin, inputs)

        assert f"Could not assume the role {OWNER_ROLE}: " in sentence
        assert "/missing/token" in sentence


class TestProfiles:
    KEYS = f"[keys]\naws_access_key_id = {CALLER}\naws_secret_access_key = s\n"
    ROLE = f"[profile owner]\nrole_arn = {OWNER_ROLE}\nsource_profile = keys\nregion = eu-west-3\n"

    @pytest.fixture
    def of_profile(self, keyless, tmp_path):
        """A configuration that names a profile in files of its own."""

        def made(role):
            (tmp_path / "config").write_text(role)
            (tmp_path / "credentials").write_text(self.KEYS)
            return {
                **{key: value for key, value in keyless.items() if key != "aws:region"},
                "aws:profile": "owner",
                "aws:sharedConfigFiles": json.dumps([str(tmp_path / "config")]),
                "aws:sharedCredentialsFiles": json.dumps([str(tmp_path / "credentials")]),
            }

        return made

    def test_the_role_of_a_profile_is_assumed_at_the_configured_sts(self, wellarchitected, of_profile, inputs):
        with started(of_profile(self.ROLE)) as plugin:
            plugin.create(inputs)

        assert [(CALLER, "eu-west-3")] == [
            (request.account, request.region) for request in wellarchitected.requests("AssumeRole")
        ]
        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_a_role_that_wants_a_code_is_told_and_nobody_is_asked(self, wellarchitected, of_profile, inputs):
        with started(of_profile(f"{self.ROLE}mfa_serial = arn:aws:iam::{CALLER}:mfa/me\n")) as plugin:
            sentence = creating(plugin, inputs)

        assert f"Could not assume the role {OWNER_ROLE} of profile owner: it needs a code" in sentence
        assert [] == wellarchitected.requests()

    def test_a_role_that_cannot_be_assumed_is_told_as_the_credentials_fault(self, wellarchitected, of_profile, inputs):
        wellarchitected.inject(Fault(operation="AssumeRole", error="AccessDenied", message=f"Not {OWNER_ROLE}."))
        with started(of_profile(self.ROLE)) as plugin:
            sentence = creating(plugin, inputs)

        assert f"because AssumeRole failed (AccessDenied: Not {OWNER_ROLE}.)" in sentence

    def test_one_that_is_not_there_is_named(self, of_profile, inputs):
        with started({**of_profile(self.ROLE), "aws:profile": "nobody"}) as plugin:
            assert "The config profile (nobody) could not be found" in creating(plugin, inputs)


class TestAccounts:
    def test_a_forbidden_account_is_refused_before_any_call_to_the_service(
        self, plugin, wellarchitected, aws_config, inputs
    ):
        plugin.configure({**aws_config, "aws:forbiddenAccountIds": json.dumps([OWNER])})
        sentence = creating(plugin, inputs)

        assert f"belong to account {OWNER}, which is one of aws:forbiddenAccountIds" in sentence
        assert ["GetCallerIdentity"] == [request.operation for request in wellarchitected.requests()]

    def test_an_account_that_is_not_allowed_is_refused(self, plugin, caller, inputs):
        plugin.configure({**caller, "aws:allowedAccountIds": json.dumps([OWNER])})

        assert f"account {CALLER}, which is not one of aws:allowedAccountIds ({OWNER})" in creating(plugin, inputs)

    def test_an_allowed_account_is_asked_for_once(self, plugin, wellarchitected, caller, inputs):
        limits = {"aws:allowedAccountIds": json.dumps([OWNER]), "aws:assumeRoles": roles(OWNER_ROLE)}
        plugin.configure({**caller, **limits})
        plugin.refresh(*plugin.create(inputs))

        assert [OWNER] == callers(wellarchitected, "GetCallerIdentity")


class TestRegions:
    @pytest.mark.parametrize(
        ("config", "environment", "expected"),
        [
            ({"aws:region": "eu-west-1"}, {"AWS_REGION": "eu-west-2"}, "eu-west-1"),
            ({"aws:region": "eu-west-1", "aws:stsRegion": "eu-north-1"}, {}, "eu-north-1"),
            ({}, {"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-2"),
            ({}, {}, "us-east-1"),
        ],
    )
    def test_a_role_is_assumed_where_it_is_configured_and_the_lens_called_where_it_is(
        self, wellarchitected, caller, inputs, config, environment, expected
    ):
        elsewhere = {key: value for key, value in caller.items() if key != "aws:region"}
        with started({**elsewhere, **config, "aws:assumeRoles": roles(OWNER_ROLE)}, **environment) as plugin:
            plugin.create(inputs)

        assert [expected] == [request.region for request in wellarchitected.requests("AssumeRole")]
        assert ["us-east-1"] == [request.region for request in wellarchitected.requests("CreateLensShare")]


class TestTheWay:
    @pytest.fixture
    def bundle(self, authority, tmp_path):
        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        return str(tmp_path / "ca.pem")

    @pytest.fixture
    def secure(self, authority, wellarchitected):
        """The emulator behind TLS, with a certificate that nobody trusts by himself."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1", HOST).configure_cert(context)
        with relay(wellarchitected.url, tls=context) as server:
            yield server

    @pytest.fixture
    def over_tls(self, aws_config, secure):
        url = f"https://127.0.0.1:{secure.port}"
        return {**aws_config, "aws:endpoints": json.dumps([{"wellarchitected": url, "sts": url}])}

    def test_an_authority_of_one_s_own_is_trusted(self, plugin, over_tls, bundle, inputs):
        plugin.configure({**over_tls, "aws:customCaBundle": bundle})
        plugin.create(inputs)

    def test_the_environment_may_name_it(self, over_tls, bundle, inputs):
        with started(over_tls, AWS_CA_BUNDLE=bundle) as plugin:
            plugin.create(inputs)

    def test_insecure_trusts_anybody(self, plugin, over_tls, inputs):
        plugin.configure({**over_tls, "aws:insecure": "true"})
        plugin.create(inputs)

    def test_nobody_else_is_trusted(self, plugin, over_tls, wellarchitected, inputs):
        plugin.configure(over_tls)

        assert "the TLS connection failed" in creating(plugin, inputs)
        assert [] == wellarchitected.requests()

    def test_http_goes_through_a_proxy(self, plugin, wellarchitected, aws_config, inputs):
        with relay(wellarchitected.url) as proxy:
            address = endpoints(wellarchitected, wellarchitected=f"http://{HOST}")
            plugin.configure(
                {**aws_config, "aws:httpProxy": f"http://127.0.0.1:{proxy.port}", "aws:endpoints": address}
            )
            plugin.create(inputs)

            assert 2 == len(proxy.seen)
            assert all(f"http://{HOST}/lenses/" in line for line in proxy.seen)

    def test_https_goes_through_a_proxy(self, plugin, aws_config, secure, bundle, inputs):
        with relay(f"http://127.0.0.1:{secure.port}") as proxy:
            address = json.dumps([{"wellarchitected": f"https://{HOST}", "sts": f"https://{HOST}"}])
            way = {"aws:httpsProxy": f"http://127.0.0.1:{proxy.port}", "aws:customCaBundle": bundle}
            plugin.configure({**aws_config, **way, "aws:assumeRoles": roles(OWNER_ROLE), "aws:endpoints": address})
            plugin.create(inputs)

            assert {f"CONNECT {HOST}:443"} == set(proxy.seen)

    def test_a_host_that_is_to_be_reached_directly_goes_through_none(self, plugin, wellarchitected, aws_config, inputs):
        with relay(wellarchitected.url) as proxy:
            way = {"aws:httpProxy": f"http://127.0.0.1:{proxy.port}", "aws:noProxy": ".test", "aws:maxRetries": "1"}
            address = endpoints(wellarchitected, wellarchitected=f"http://{HOST}")
            plugin.configure({**aws_config, **way, "aws:endpoints": address})

            assert "there was no answer" in creating(plugin, inputs)
            assert [] == proxy.seen

    def test_the_user_agent_says_what_is_configured(self, plugin, wellarchitected, aws_config, inputs):
        plugin.configure({**aws_config, "aws:userAgents": '["team-platform/1.0"]'})
        plugin.create(inputs)

        assert all(request.user_agent.endswith(" team-platform/1.0") for request in wellarchitected.requests())

    @pytest.mark.parametrize("how", ["configuration", "environment"])
    @pytest.mark.parametrize("mode", ["standard", "adaptive"])
    def test_a_call_is_tried_as_often_as_is_configured(self, wellarchitected, aws_config, inputs, how, mode):
        wellarchitected.inject(Fault(operation="ListLensShares", error="ThrottlingException", times=None))
        config, environment = {"aws:maxRetries": "2", "aws:retryMode": mode}, {}
        if how == "environment":
            config, environment = {}, {"AWS_MAX_ATTEMPTS": "2", "AWS_RETRY_MODE": mode}
        with started({**aws_config, **config}, **environment) as plugin:
            assert "still throttles the calls after all retries" in creating(plugin, inputs)

        assert 2 == len(wellarchitected.requests("ListLensShares"))


class _Metadata(BaseHTTPRequestHandler):
    """The instance metadata service, as far as credentials go."""

    KEYS = {"Code": "Success", "AccessKeyId": OWNER, "SecretAccessKey": "s", "Token": "t"}  # noqa: RUF012
    PATH = "/latest/meta-data/iam/security-credentials/"

    def do_PUT(self):
        self._answer("token")

    def do_GET(self):
        keys = json.dumps({**self.KEYS, "Expiration": "2100-01-01T00:00:00Z"})
        self._answer("lens-owner" if self.path == self.PATH else keys)

    def _answer(self, text):
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Keep the tests' output clean."""


class TestTheMetadataService:
    @pytest.fixture
    def metadata(self):
        with ThreadingHTTPServer(("127.0.0.1", 0), _Metadata) as server:
            server.asked = 0
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            yield server
            server.shutdown()

    @pytest.fixture
    def of_instance(self, keyless, metadata):
        where = {"aws:ec2MetadataServiceEndpoint": f"http://127.0.0.1:{metadata.server_address[1]}/"}
        return {**keyless, **where, "aws:ec2MetadataServiceEndpointMode": "IPv4"}

    def test_the_role_of_an_instance_shares(self, wellarchitected, of_instance, inputs):
        with started(of_instance, AWS_EC2_METADATA_DISABLED=None) as plugin:
            plugin.create(inputs)

        assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    def test_it_is_not_asked_where_that_is_to_be_skipped(self, metadata, of_instance, inputs):
        config = {**of_instance, "aws:skipMetadataApiCheck": "true"}
        with started(config, AWS_EC2_METADATA_DISABLED=None) as plugin:
            assert "Unable to locate credentials" in creating(plugin, inputs)

        assert 0 == metadata.asked


def test_the_keys_of_a_process_share(wellarchitected, keyless, inputs, tmp_path):
    (tmp_path / "keys.py").write_text(f'print(\'{{"Version": 1, "AccessKeyId": "{OWNER}", "SecretAccessKey": "s"}}\')')
    (tmp_path / "config").write_text(f"[default]\ncredential_process = {sys.executable} {tmp_path / 'keys.py'}\n")
    with started(keyless, AWS_CONFIG_FILE=str(tmp_path / "config")) as plugin:
        plugin.create(inputs)

    assert [OWNER] == callers(wellarchitected, "CreateLensShare")
