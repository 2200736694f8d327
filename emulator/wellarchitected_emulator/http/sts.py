"""A request to STS, in the query protocol. moto answers it, with the emulator's accounts, log and faults.

This is the only file that uses undocumented parts of moto: BotocoreStubber.process_request, which answers one request
in this process, and the header x-moto-account-id, which names the caller's account. The documented ways do not fit.
mock_aws() patches every botocore client in the process, including those of the tests. ThreadedMotoServer needs
moto[server], which installs Docker's SDK, cfn-lint and more for one small service. tests/emulator/http/test_moto.py
fails when moto changes these parts.

moto is imported with the first request, because that takes half a second. Its roles and sessions are kept in this
process, and are not part of the emulator's state.
"""

from __future__ import annotations

import asyncio
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from wellarchitected_emulator.http.exchange import Exchange
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION, decode_account
from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.messages import HttpResponse

if TYPE_CHECKING:
    from wellarchitected_emulator.wire.credentials import CredentialScope
    from wellarchitected_emulator.wire.messages import HttpRequest

_XML = "text/xml"
_OPERATIONS = (  # those that moto has
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "GetAccessKeyInfo",
    "GetCallerIdentity",
    "GetFederationToken",
    "GetSessionToken",
)
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
    """Whether a request is signed for STS, or has an Action and no signature, as AssumeRoleWithWebIdentity may."""
    if scope is not None:
        return scope.service == "sts"
    return request.raw_path == "/" and "Action" in _parse_form(request)


class StsExchange(Exchange):
    """A request that moto answers, unless its caller is unknown."""

    def __init__(self, request: HttpRequest, scope: CredentialScope | None) -> None:
        super().__init__(request, scope)
        form = _parse_form(request)
        self.operation = form.get("Action", "")
        self.parameters = {name: value for name, value in form.items() if name not in ("Action", "Version")}
        self.account = decode_account(self.access_key_id) or ""
        self.region = self.region or DEFAULT_REGION

    async def answer(self) -> HttpResponse:
        """Execute the operation."""
        if self.scope is None and self.operation not in _UNSIGNED:
            return self.refuse(ServiceError("MissingAuthenticationToken", "Request is missing Authentication Token"))
        if self.scope is not None and not self.account:
            message = "The security token included in the request is invalid."
            return self.refuse(ServiceError("InvalidClientTokenId", message))
        if not _is_text(self.request.body):
            return self.refuse(ServiceError("MalformedQueryString", "The body is not UTF-8."))
        if self.operation not in _OPERATIONS:
            return self.refuse(ServiceError("InvalidAction", f"Could not find operation {self.operation}."))
        return await asyncio.to_thread(_call_moto, self.request, self.account or DEFAULT_ACCOUNT, self.region)

    def refuse(self, error: ServiceError) -> HttpResponse:
        """The response for an error, in the query protocol."""
        status = error.status or _STATUSES.get(error.code, 400)
        kind = "Sender" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "Receiver"
        body = (
            '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">'
            f"<Error><Type>{kind}</Type><Code>{escape(error.code)}</Code>"
            f"<Message>{escape(error.message)}</Message></Error>"
            f"<RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>"
        )
        return HttpResponse(status, body.encode(), _XML, error=error.code)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _call_moto(request: HttpRequest, account: str, region: str) -> HttpResponse:
    from botocore.awsrequest import AWSPreparedRequest, HeadersDict
    from moto.core.botocore_stubber import BotocoreStubber

    url = f"https://sts.{region}.amazonaws.com/?{request.query_string}"
    kept = ("authorization", "content-type", "user-agent")
    headers = {name: request.headers[name] for name in kept if name in request.headers}
    prepared = AWSPreparedRequest(
        request.method, url, HeadersDict({**headers, "x-moto-account-id": account}), request.body, stream_output=False
    )
    answer = BotocoreStubber().process_request(prepared)
    if answer is None:
        raise RuntimeError(f"moto has no STS at {url}.")
    status, _, body = answer
    content = body.encode() if isinstance(body, str) else body
    return HttpResponse(int(status), content, _XML, error=_find_error_code(int(status), content))


def _find_error_code(status: int, body: bytes) -> str | None:
    _, found, rest = body.decode().partition("<Code>")
    return rest.partition("</Code>")[0] if found and status >= HTTPStatus.BAD_REQUEST else None


def _parse_form(request: HttpRequest) -> dict[str, str]:
    """The parameters in the query string and the body."""
    is_form = "x-www-form-urlencoded" in request.headers.get("content-type", "")
    body = request.body.decode("utf-8", "replace") if is_form else ""
    return dict(parse_qsl(request.query_string) + parse_qsl(body))
