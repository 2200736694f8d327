"""Sessions of botocore with the settings of a stack, and profiles for them."""

from pulumi_wellarchitected.aws import Settings
from pulumi_wellarchitected.aws.botocore_session import BotocoreSession

KEYS = {"aws:accessKey": "111122223333", "aws:secretKey": "secret"}
PROXY = "http://proxy.example.com:3128"


def botocore_session(config=None, lens_region="us-east-1"):
    return BotocoreSession(Settings.from_config({**KEYS, **(config or {})}), lens_region)


def endpoint(service, config=None, lens_region="us-east-1"):
    return botocore_session(config, lens_region).create_client(service, lens_region).meta.endpoint_url


def profiles(monkeypatch, tmp_path, text):
    file = tmp_path / "config"
    file.write_text(text)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
