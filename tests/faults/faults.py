"""The table of faults: what the plugin gets instead of an answer."""

import json
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.wire import Answer, Exchange, pass_on, response

HOSTILE = "\x1b]0;title\x07\x1b[2J\x00\x85\x9b31m\u202e\u2066\x7f\u200b\ud83d\r\n end"
REQUEST_ID = {"x-amzn-RequestId": "6a7b8c9d"}
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html"}
PAGE = b"<html><body><h1>Blocked by the proxy</h1></body></html>"
MODELLED = {
    "AccessDeniedException": 403,
    "ConflictException": 409,
    "InternalServerException": 500,
    "ResourceNotFoundException": 404,
    "ServiceQuotaExceededException": 402,
    "ThrottlingException": 429,
    "ValidationException": 400,
}
CREDENTIALS = {"ExpiredTokenException": 403, "InvalidSignatureException": 403, "RequestExpired": 400}
LONG = 3600.0


@dataclass(frozen=True)
class Fault:
    """One fault. `slow` ones take as long as the operation may."""

    name: str
    answer: Answer
    slow: bool = False
    calls: tuple[str, ...] = ("create", "list", "delete", "sts")
    only_first: bool = False
    """Later requests of the row's call get `then`."""
    then: Answer | None = None
    everything: bool = False
    """`then` is for requests of every call."""
    only_once: bool = False
    """A service that says this again and again cannot be contradicted: docs/explanation/reliability.md says so."""

    @property
    def is_in_third(self) -> bool:
        """Whether it is one of the third that `make test` tries where a row of each fault would take too long."""
        return zlib.crc32(self.name.encode()) % 3 == 0


def reply(status: int, body: bytes = b"", headers: dict[str, str] | None = None, reason: str = "Answer") -> Answer:
    data = response(status, {**REQUEST_ID, **JSON} if headers is None else headers, body, reason)
    return lambda exchange: exchange.send(data)


def error(code: str, status: int, message: str = "A fault.") -> Answer:
    head = {**REQUEST_ID, **JSON, "x-amzn-ErrorType": code}
    return reply(status, json.dumps({"Message": message}).encode(), head)


def committed(answer: Answer) -> Answer:
    """Spoil the answer after the service has executed the request."""

    def after(exchange: Exchange) -> None:
        exchange.forward()
        answer(exchange)

    return after


def changed(change: Callable[[bytes], bytes]) -> Answer:
    """Send what the service answers, changed."""

    def answer(exchange: Exchange) -> None:
        status, headers, body = exchange.forward()
        exchange.send(response(status, headers, change(body)))

    return answer


def drop(_exchange: Exchange) -> None:
    """Close the connection without an answer."""


def half(exchange: Exchange) -> None:
    data = response(*exchange.forward())
    exchange.send(data[: len(data) - 20])


def slow(exchange: Exchange) -> None:
    time.sleep(2)
    pass_on(exchange)


def hang(exchange: Exchange) -> None:
    exchange.wire.over.wait(LONG)


def trickle(exchange: Exchange) -> None:
    for byte in response(*exchange.forward()):
        exchange.send(bytes([byte]))
        if exchange.wire.over.wait(0.2):
            return


def refuse(exchange: Exchange) -> None:
    exchange.connection.close()
    exchange.wire.refuse(3)


def page(token: Callable[[Exchange], str]) -> Answer:
    def answer(exchange: Exchange) -> None:
        exchange.wire.over.wait(0.1)
        body = json.dumps({"LensShareSummaries": [], "NextToken": token(exchange)}).encode()
        exchange.send(response(200, {**REQUEST_ID, **JSON}, body))

    return answer


def with_member(name: str, text: str) -> Answer:
    """Replace a member's text, so that a hostile one reaches the provider in an answer of the right form."""

    def change(body: bytes) -> bytes:
        content = json.loads(body)
        for each in [content, *content.get("LensShareSummaries", [])]:
            if name in each or (name == "StatusMessage" and "Status" in each):
                each[name] = text
        return json.dumps(content).encode()

    return changed(change)


def hostile_text(text: str, label: str) -> list[Fault]:
    coded = json.dumps({"Message": "A fault.", "__type": text, "code": text}).encode()
    raw = {**REQUEST_ID, **JSON, "x-amzn-ErrorType": re.sub(r"[\r\n\x00]|[^\x00-\xff]", "", text)[:1000]}
    message = [
        Fault(f"{label} message of {code}", error(code, status, text), only_once=status == 404)
        for code, status in MODELLED.items()
    ]
    return [
        *message,
        Fault(f"{label} code", reply(400, coded, {**REQUEST_ID, **JSON})),
        Fault(f"{label} code in the header", reply(400, b"{}", raw)),
        Fault(f"{label} HTML", reply(403, text.encode("utf-8", "replace"), HTML)),
        Fault(f"{label} ID", with_member("ShareId", text), calls=("create", "list")),
        Fault(f"{label} status", with_member("Status", text), calls=("list",)),
        Fault(f"{label} status message", with_member("StatusMessage", text), calls=("list",)),
        Fault(f"{label} principal", with_member("SharedWith", text), calls=("list",)),
        Fault(f"{label} account", reply(200, f"<Account>{text[:9]}</Account>".encode("utf-8", "replace"), HTML),
              calls=("sts",)),
    ]  # fmt: skip


SHAPES = {
    "null": b"null", "list": b"[]", "text": b'"text"', "number": b"7", "object": b"{}", "deep": b"[" * 100_000,
    "deep objects": b'{"LensShareSummaries":' * 50_000, "cut": b'{"LensShareSummaries": [{"Sh',
    "invalid UTF-8": b'{"ShareId": "\xff\xfe\x80", "LensShareSummaries": [{"ShareId": "\xc3\x28"}]}',
    "wrong ID": b'{"ShareId": 7}', "null ID": b'{"ShareId": null}', "null rows": b'{"LensShareSummaries": null}',
    "null row": b'{"LensShareSummaries": [null]}', "text row": b'{"LensShareSummaries": ["row"]}',
    "row without ID": b'{"LensShareSummaries": [{"SharedWith": "444455556666", "Status": "PENDING"}]}',
    "row with wrong ID": b'{"LensShareSummaries": [{"ShareId": "nonsense", "SharedWith": "444455556666"}]}',
    "row of lists": b'{"LensShareSummaries": [{"ShareId": [], "SharedWith": {}, "Status": []}]}',
}  # fmt: skip


def _both(name: str, answer: Answer, **more: object) -> list[Fault]:
    changes = ("create", "delete")
    return [Fault(f"{name}, before", answer, **more), Fault(f"{name}, after", committed(answer), calls=changes, **more)]


def _lost_then_refused() -> list[Fault]:
    codes = {**MODELLED, **CREDENTIALS}
    later = {code: error(code, status) for code, status in codes.items()}
    later |= {"HTML 403": reply(403, PAGE, HTML), "redirect": reply(302, b"", {"Location": "http://127.0.0.1:9/"})}
    later |= {"429": reply(429, b"", {}), "hang": hang, "dropped": drop}
    return [
        Fault(f"lost, then {name}{' everywhere' if all_calls else ''}", committed(drop), name == "hang",
              ("create", "delete"), only_first=True, then=then, everything=all_calls)
        for name, then in later.items() for all_calls in (False, True)
    ]  # fmt: skip


FAULTS: list[Fault] = [
    *(
        fault
        for code, status in MODELLED.items()
        for fault in _both(code, error(code, status), only_once=code == "ResourceNotFoundException")
    ),
    *(Fault(code, error(code, status)) for code, status in CREDENTIALS.items()),  # before the service does anything
    *(fault for status in (429, 500, 502, 503) for fault in _both(f"untyped {status}", reply(status, b"", {}))),
    *_both("dropped", drop),
    *_both("empty", reply(200, b"", {})),
    *_both("garbage", lambda exchange: exchange.send(b"\x00\x01SSH-2.0-garbage\r\n\r\n\xff")),
    *_both("HTML 403", reply(403, PAGE, HTML)),
    *_both("HTML 200", reply(200, PAGE, HTML)),
    *_both("HTML 502", reply(502, PAGE, HTML)),
    *_both("plain text", reply(200, b"OK", {"Content-Type": "text/plain"})),
    *_both("redirect", reply(302, b"", {"Location": "http://127.0.0.1:9/"})),
    *_both("refused for a while", refuse),
    *_both("hung", hang, slow=True),
    # A delete has no answer that could have a form.
    *(Fault(f"shape: {name}, before", reply(200, body), calls=("create", "list")) for name, body in SHAPES.items()),
    *(Fault(f"shape: {name}, after", committed(reply(200, body)), calls=("create",)) for name, body in SHAPES.items()),
    Fault("half-way", half),
    Fault("slow", slow),
    Fault("trickling", trickle, slow=True),
    Fault("endless pages", page(lambda exchange: f"token{exchange.number}"), slow=True, calls=("list",)),
    Fault("repeated pages", page(lambda _exchange: "again"), calls=("list",)),
    *hostile_text(HOSTILE, "hostile"),
    *hostile_text("m" * 1_000_000, "1 MB"),
    *_lost_then_refused(),
]
