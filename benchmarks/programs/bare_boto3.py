"""The lean resource with the calls of a bare boto3 client, which looks nothing up and handles no failure.

A refresh lists each lens once, for all resources of the process.
"""

from collections import defaultdict
from functools import cache, partial
from threading import Lock
from typing import Any

from lean import LeanProvider, LeanShare  # type: ignore[import-not-found]  # beside this file, in every copy of it
from pulumi.dynamic import CreateResult, ReadResult

_client_lock = Lock()
_lens_locks: defaultdict[str, Lock] = defaultdict(Lock)


class _BareBoto3(LeanProvider):  # type: ignore[misc]
    def create(self, props: dict[str, str]) -> CreateResult:
        share = _client().create_lens_share(LensAlias=props["lens_alias"], SharedWith=props["shared_with"])
        return CreateResult(share["ShareId"], {**props, "share_id": share["ShareId"], "status": "PENDING"})

    def read(self, id_: str, props: dict[str, str]) -> ReadResult:
        with _lens_locks[props["lens_alias"]]:
            statuses = _list_statuses(props["lens_alias"])
        return ReadResult(id_, {**props, "status": statuses[id_]})

    def delete(self, id_: str, props: dict[str, str]) -> None:
        _client().delete_lens_share(LensAlias=props["lens_alias"], ShareId=id_)


def _client() -> Any:  # noqa: ANN401 - boto3 makes its clients from the service's model
    with _client_lock:
        return _make_client()


@cache
def _make_client() -> Any:  # noqa: ANN401
    import boto3

    return boto3.client("wellarchitected")


@cache
def _list_statuses(lens: str) -> dict[str, str]:
    request = {"LensAlias": lens, "MaxResults": 10}
    statuses: dict[str, str] = {}
    while True:
        page = _client().list_lens_shares(**request)
        statuses |= {share["ShareId"]: share["Status"] for share in page["LensShareSummaries"]}
        if "NextToken" not in page:
            return statuses
        request["NextToken"] = page["NextToken"]


bare_boto3 = _BareBoto3()
Share = partial(LeanShare, bare_boto3)
