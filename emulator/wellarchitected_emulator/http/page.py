"""The page for people at /, and who may call the control API.

The page is a few static files in the folder page/. Its script makes control calls.

Browsers let any website send requests to a local server. So the page and the control API are only for programs of this
machine: a request from another website has an Origin, and a website whose name was rebound to a loopback address has
its name in Host. Both get a 403. There is no CORS, so no website can read an answer either.
"""

from __future__ import annotations

import ipaddress
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wellarchitected_emulator.control.calls import PREFIX
from wellarchitected_emulator.wire.messages import HttpResponse, json_response

if TYPE_CHECKING:
    from wellarchitected_emulator.wire.messages import HttpRequest

_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    f"{PREFIX}page.css": ("page.css", "text/css; charset=utf-8"),
    f"{PREFIX}page.js": ("page.js", "text/javascript; charset=utf-8"),
    f"{PREFIX}icon.svg": ("icon.svg", "image/svg+xml"),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Page:
    """The page of a server that listens on `host`, an address or a name."""

    def __init__(self, host: str) -> None:
        self._host = host

    def is_requested(self, request: HttpRequest) -> bool:
        """Whether a request is for the page. Requests to STS use / as well, with a signature or an Action."""
        return (
            request.method in ("GET", "HEAD")
            and request.raw_path == "/"
            and "authorization" not in request.headers
            and "Action" not in request.query()
        )

    def answer(self, request: HttpRequest) -> HttpResponse | None:
        """A file of the page, or a refusal of a website. None means that the request is a control call."""
        if (reason := self._find_objection(request)) is not None:
            return json_response(403, {"message": reason})
        if request.method not in ("GET", "HEAD") or request.raw_path not in _FILES:
            return None
        name, content_type = _FILES[request.raw_path]
        content = files("wellarchitected_emulator.page").joinpath(name).read_bytes()
        return HttpResponse(200, content, content_type, _HEADERS)

    def _find_objection(self, request: HttpRequest) -> str | None:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if not self._is_here(host):
            return "The page and the control API are only for programs of this machine: use a loopback address."
        if origin not in (None, f"http://{host}"):
            return "The page and the control API are not for other websites."
        return None

    def _is_here(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in ("localhost", self._host) or ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False
