"""The caller's account, Region and service, read from the Authorization header.

Nothing is verified: no signature, no session token, no policy. An access key ID of twelve digits stands for that
account. AKIA and ASIA keys contain their account in base32; this holds for AWS's keys and for those that moto's STS
issues. Any other key is unknown, as it would be to AWS.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from wellarchitected_emulator.wire.errors import ServiceError

DEFAULT_ACCOUNT = "111122223333"
DEFAULT_REGION = "us-east-1"

_CREDENTIAL = re.compile(
    r"Credential=(?P<key>[^/,\s]+)/(?P<date>\d{8})/(?P<region>[^/,\s]+)/(?P<service>[^/,\s]+)/aws4_request"
)
_ACCOUNT = re.compile(r"\d{12}")
_ENCODED_ACCOUNT = re.compile(r"A(?:KIA|SIA)([Q-Z2-7][A-Z2-7]{9})[A-Z0-9]*")


@dataclass(frozen=True, slots=True)
class Caller:
    """One account in one Region."""

    account: str
    region: str


@dataclass(frozen=True, slots=True)
class CredentialScope:
    """What the Authorization header contains, even if the key is unknown."""

    access_key_id: str
    region: str
    service: str

    @classmethod
    def parse(cls, authorization: str) -> CredentialScope | None:
        """Read a SigV4 Authorization header. Returns None if it has no credential scope."""
        match = _CREDENTIAL.search(authorization)
        return cls(match["key"], match["region"], match["service"]) if match else None

    def caller(self) -> Caller:
        """The caller. An unknown key raises UnrecognizedClientException."""
        account = decode_account(self.access_key_id)
        if account is None:
            message = "The security token included in the request is invalid."
            raise ServiceError("UnrecognizedClientException", message, status=403)
        return Caller(account, self.region)


def decode_account(access_key_id: str) -> str | None:
    """The account that an access key ID belongs to. Returns None if the key is unknown."""
    if _ACCOUNT.fullmatch(access_key_id):
        return access_key_id
    match = _ENCODED_ACCOUNT.fullmatch(access_key_id)
    return _decode_base32(match[1]) if match else None


def credentials(account: str) -> dict[str, str]:
    """Credentials of an account, as keyword arguments of boto3.client()."""
    if not _ACCOUNT.fullmatch(account):
        raise ValueError(f"An AWS account ID has 12 digits, got {account!r}.")
    return {"aws_access_key_id": account, "aws_secret_access_key": "emulated"}


def _decode_base32(encoded: str) -> str | None:
    try:
        number = int.from_bytes(base64.b32decode(encoded + "======"), "big")
    except binascii.Error:
        return None
    # The ten characters are 50 bits: a set bit, 40 bits of account number, and bits of the random part.
    account = (number >> 7) & ((1 << 40) - 1)
    return f"{account:012d}" if account < 10**12 else None
