"""Who calls: the account, the Region and the service, read off the Authorization header.

Nothing is verified: no signature, no session token, no policy. An access key ID of twelve digits is that account; an
AKIA or ASIA key carries its account in base32, in AWS's keys as in those that moto's STS hands out. Any other key is
one AWS does not know either.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from wellarchitected_emulator.errors import ServiceError

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
    access_key_id: str = ""


@dataclass(frozen=True, slots=True)
class CredentialScope:
    """What the Authorization header says, whether or not it is anybody's key."""

    access_key_id: str
    region: str
    service: str

    @classmethod
    def of(cls, authorization: str) -> CredentialScope | None:
        """The scope in a SigV4 Authorization header; None where there is none."""
        match = _CREDENTIAL.search(authorization)
        return cls(match["key"], match["region"], match["service"]) if match else None

    def caller(self) -> Caller:
        """Whose key it is; nobody's is an UnrecognizedClientException."""
        account = account_of(self.access_key_id)
        if account is None:
            raise ServiceError(
                "UnrecognizedClientException", "The security token included in the request is invalid.", status=403
            )
        return Caller(account, self.region, self.access_key_id)


def account_of(access_key_id: str) -> str | None:
    """The account an access key ID belongs to; None where it cannot be told."""
    if _ACCOUNT.fullmatch(access_key_id):
        return access_key_id
    match = _ENCODED_ACCOUNT.fullmatch(access_key_id)
    return _decoded(match[1]) if match else None


def credentials(account: str) -> dict[str, str]:
    """Credentials of an account, named as boto3.client() takes them."""
    if not _ACCOUNT.fullmatch(account):
        raise ValueError(f"An AWS account ID has 12 digits, got {account!r}.")
    return {"aws_access_key_id": account, "aws_secret_access_key": "emulated"}


def _decoded(encoded: str) -> str | None:
    try:
        number = int.from_bytes(base64.b32decode(encoded + "======"), "big")
    except binascii.Error:
        return None
    # 50 bits: a set bit, 39 + 1 bits of account, the rest of the tenth and eleventh characters.
    account = (number >> 7) & ((1 << 40) - 1)
    return f"{account:012d}" if account < 10**12 else None
