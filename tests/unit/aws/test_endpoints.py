"""Which Region and endpoint a client calls, without a network."""

import pytest
from tests.unit.aws.sessions import botocore_session, endpoint, profiles


class TestRegions:
    def test_a_lens_is_called_in_its_own_region(self):
        assert "https://wellarchitected.eu-west-1.amazonaws.com" == endpoint(
            "wellarchitected", {"aws:region": "us-west-2"}, "eu-west-1"
        )

    def test_a_lens_in_govcloud_is_called_in_govcloud(self):
        assert "https://wellarchitected.us-gov-west-1.amazonaws.com" == endpoint(
            "wellarchitected", lens_region="us-gov-west-1"
        )

    @pytest.mark.parametrize(
        ("config", "environment", "expected"),
        [
            ({"aws:stsRegion": "eu-north-1", "aws:region": "us-west-2"}, {}, "eu-north-1"),
            ({"aws:region": "us-west-2"}, {"AWS_REGION": "eu-west-2"}, "us-west-2"),
            ({}, {"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-2"),
            ({}, {"AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-3"),
            ({"aws:profile": "platform"}, {}, "ca-central-1"),
            ({"aws:profile": "platform"}, {"AWS_REGION": "eu-west-2"}, "eu-west-2"),
            ({}, {}, "us-east-2"),
        ],
    )
    def test_sts_is_called_where_it_is_configured_else_where_the_lens_is(
        self, monkeypatch, tmp_path, config, environment, expected
    ):
        profiles(monkeypatch, tmp_path, "[profile platform]\nregion = ca-central-1\n")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

        assert f"https://sts.{expected}.amazonaws.com" == endpoint("sts", config, "us-east-2")

    @pytest.mark.parametrize("region", ["us-east-1", "nowhere", "not a region"])
    def test_a_region_where_the_credentials_of_the_lens_cannot_be_valid_is_not_asked(self, region):
        assert "https://sts.us-gov-west-1.amazonaws.com" == endpoint("sts", {"aws:region": region}, "us-gov-west-1")


class TestEndpoints:
    @pytest.mark.parametrize("how", ["configuration", "environment"])
    @pytest.mark.parametrize(
        ("key", "variable", "hosts"),
        [
            (
                "aws:useFipsEndpoint",
                "AWS_USE_FIPS_ENDPOINT",
                ("wellarchitected-fips.us-east-1.amazonaws.com", "sts-fips.us-east-1.amazonaws.com"),
            ),
            (
                "aws:useDualstackEndpoint",
                "AWS_USE_DUALSTACK_ENDPOINT",
                ("wellarchitected.us-east-1.api.aws", "sts.us-east-1.api.aws"),
            ),
        ],
    )
    def test_fips_and_dual_stack_are_aws_s_own_names(self, monkeypatch, how, key, variable, hosts):
        monkeypatch.setenv(variable, "true" if how == "environment" else "false")
        config = {key: True} if how == "configuration" else {}

        assert hosts == tuple(
            endpoint(service, config).removeprefix("https://") for service in ("wellarchitected", "sts")
        )

    def test_the_configuration_turns_off_what_the_environment_turns_on(self, monkeypatch):
        monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")

        assert "https://wellarchitected.us-east-1.amazonaws.com" == endpoint(
            "wellarchitected", {"aws:useFipsEndpoint": "false"}
        )

    def test_a_configured_endpoint_is_its_own_service_s_and_goes_before_fips(self):
        session = botocore_session(
            {"aws:endpoints": [{"wellarchitected": "http://127.0.0.1:4747"}], "aws:useFipsEndpoint": True}
        )
        wellarchitected = session.create_client("wellarchitected", "us-east-1")

        assert "http://127.0.0.1:4747" == wellarchitected.meta.endpoint_url
        assert not wellarchitected.meta.config.use_fips_endpoint
        assert "https://sts-fips.us-east-1.amazonaws.com" == session.create_client("sts").meta.endpoint_url

    @pytest.mark.parametrize("service", ["wellarchitected", "sts"])
    def test_an_endpoint_of_the_environment_is_honoured(self, monkeypatch, service):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service.upper()}", "http://127.0.0.1:4747")

        assert "http://127.0.0.1:4747" == endpoint(service)
