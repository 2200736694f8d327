"""STS beside the service: moto's, with this emulator's accounts, log and faults around it.

moto is imported with the first call, not at the start. Its roles and sessions live in this process and are not part of
the emulator's state. It takes the caller's account from a header, which is how a twelve-digit access key ID is known
to it; the keys it hands out carry their role's account, which accounts.py reads.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from wellarchitected_emulator.accounts import DEFAULT_ACCOUNT, CredentialScope, account_of
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.http_messages import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellarchitected_emulator.http_messages import HttpRequest

_XML = "text/xml"
_UNSIGNED = ("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")
_STATUSES = {
    "AccessDenied": 403,
    "ExpiredToken": 403,
    "ExpiredTokenException": 403,
    "InvalidClientTokenId": 403,
    "MissingAuthenticationToken": 403,
    "RegionDisabledException": 403,
    "SignatureDoesNotMatch": 403,
    "InternalFailure": 500,
    "ServiceUnavailable": 503,
}


def is_for_sts(request: HttpRequest, scope: CredentialScope | None) -> bool:
    """Signed for STS, or unsigned with an Action, as an exchange of a token for credentials is."""
    if scope is not None:
        return scope.service == "sts"
    return request.raw_path == "/" and "Action" in _form(request)


class StsExchange:
    """A request in the query protocol."""

    def __init__(self, request: HttpRequest, scope: CredentialScope | None) -> None:
        self._request = request
        self._scope = scope
        form = _form(request)
        self.operation = form.get("Action", "")
        self.parameters = {name: value for name, value in form.items() if name not in ("Action", "Version")}
        self.access_key_id = scope.access_key_id if scope else ""
        self.account = account_of(self.access_key_id) or ""
        self.region = scope.region if scope else "us-east-1"
        self.user_agent = request.headers.get("user-agent", "")

    async def answer(self) -> HttpResponse:
        """Let moto answer, unless nobody can be told to ask."""
        if self._scope is None and self.operation not in _UNSIGNED:
            message = "Request is missing Authentication Token"
            return self.refuse(ServiceError("MissingAuthenticationToken", message))
        if self._scope is not None and not self.account:
            message = "The security token included in the request is invalid."
            return self.refuse(ServiceError("InvalidClientTokenId", message))
        return await asyncio.to_thread(_ask_moto, self._request, self.account or DEFAULT_ACCOUNT, self.region)

    def refuse(self, error: ServiceError) -> HttpResponse:
        """The error as the query protocol has it."""
        status = error.status or _STATUSES.get(error.code, 400)
        kind = "Sender" if status < 500 else "Receiver"  # noqa: PLR2004
        body = (
            '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
            f"<Error><Type>{kind}</Type><Code>{escape(error.code)}</Code>"
            f"<Message>{escape(error.message)}</Message></Error>"
            f"<RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>"
        )
        return HttpResponse(status, body.encode(), _XML, error=error.code)


def _ask_moto(request: HttpRequest, account: str, region: str) -> HttpResponse:
    from botocore.awsrequest import AWSPreparedRequest
    from botocore.compat import HTTPHeaders
    from moto.core.botocore_stubber import BotocoreStubber  # half a second

    url = f"https://sts.{region}.amazonaws.com/?{request.query_string}"
    headers = HTTPHeaders()
    for name, value in _headers_for_moto(request.headers, account).items():
        headers[name] = value
    answer = BotocoreStubber().process_request(
        AWSPreparedRequest(request.method, url, headers, request.body, stream_output=False)
    )
    if answer is None:
        raise RuntimeError(f"moto has no STS for {url}.")
    status, _, body = answer
    content = body.encode() if isinstance(body, str) else body
    return HttpResponse(int(status), content, _XML, error=_error_code(content) if int(status) >= 400 else None)  # noqa: PLR2004


def _headers_for_moto(headers: Mapping[str, str], account: str) -> dict[str, str]:
    kept = ("authorization", "content-type", "user-agent")
    return {**{name: headers[name] for name in kept if name in headers}, "x-moto-account-id": account}


def _error_code(body: bytes) -> str | None:
    text = body.decode()
    return text.split("<Code>")[1].split("</Code>")[0] if "<Code>" in text else None


def _form(request: HttpRequest) -> dict[str, str]:
    """The parameters, from the query string or the body."""
    is_form = "x-www-form-urlencoded" in request.headers.get("content-type", "")
    body = request.body.decode("utf-8", "replace") if is_form else ""
    return dict(parse_qsl(request.query_string) + parse_qsl(body))
