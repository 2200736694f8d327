"""A dynamic provider as the tutorials teach it: a class in the program, a client in each method, and the API's calls.

It is written in good faith: it reads page by page and stops where it finds its share, deletes idempotently, and
replaces where AWS knows no update. It looks for no share that is there already, and waits for nothing.
"""

from typing import Any

import boto3
import pulumi
from pulumi.dynamic import CreateResult, DiffResult, ReadResult, Resource, ResourceProvider


class LensShareProvider(ResourceProvider):
    """Creates, reads and deletes one lens share."""

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Share the lens."""
        client = boto3.client("wellarchitected")
        share = client.create_lens_share(LensAlias=props["lens_alias"], SharedWith=props["shared_with"])
        outputs = {"share_id": share["ShareId"], "status": "PENDING", "status_message": "", "region": "us-east-1"}
        return CreateResult(share["ShareId"], {**props, **outputs})

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Look for the share in the listing."""
        client = boto3.client("wellarchitected")
        request = {"LensAlias": props["lens_alias"]}
        while True:
            page = client.list_lens_shares(**request)
            for share in page["LensShareSummaries"]:
                if share["ShareId"] == id_:
                    seen = {"status": share["Status"], "status_message": share.get("StatusMessage", "")}
                    return ReadResult(id_, {**props, **seen})
            if "NextToken" not in page:
                return ReadResult("", {})
            request["NextToken"] = page["NextToken"]

    def diff(self, _id: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Replace where the lens or the principal changes."""
        replaces = [name for name in ("lens_alias", "shared_with") if olds[name] != news[name]]
        return DiffResult(changes=bool(replaces), replaces=replaces, delete_before_replace=True)

    def delete(self, id_: str, props: dict[str, Any]) -> None:
        """Delete the share; one that is gone is deleted."""
        client = boto3.client("wellarchitected")
        try:
            client.delete_lens_share(LensAlias=props["lens_alias"], ShareId=id_)
        except client.exceptions.ResourceNotFoundException:
            return


class LensShare(Resource, name="LensShare"):
    """A share of a lens with an account."""

    def __init__(self, name: str, lens_alias: str, shared_with: str) -> None:
        """Declare it."""
        outputs = dict.fromkeys(("share_id", "status", "status_message", "region"))
        super().__init__(LensShareProvider(), name, {"lens_alias": lens_alias, "shared_with": shared_with, **outputs})


config = pulumi.Config()
lenses = config.require_object("lenses")
for number in range(config.require_int("shares")):
    LensShare(f"share-{number}", lenses[number % len(lenses)], str(200000000000 + number))
