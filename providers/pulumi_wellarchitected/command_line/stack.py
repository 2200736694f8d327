"""The configuration and the state of a stack, as the Pulumi CLI prints them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.arns import parse_share_id
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.report import ManagedShare

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack of the project in the current folder."""

    name: str
    """Empty for the current stack."""

    def configuration(self) -> dict[str, Any]:
        """The configuration as the provider receives it: strings, structures as JSON, secrets in clear."""
        found = self._ask("config", "--json", "--show-secrets")
        return {key: each["value"] for key, each in found.items() if "value" in each}

    def managed_shares(self) -> dict[str, ManagedShare]:
        """The shares in the state, by share ID. Needs no secrets: IDs are stored in clear."""
        from pulumi_wellarchitected.program.resources.lens_share import LENS_SHARE_TYPE

        resources = (self._ask("stack", "export").get("deployment") or {}).get("resources") or ()
        own = [each for each in resources if each["type"] == LENS_SHARE_TYPE and not each.get("external")]
        shares = ((_share_id(each), ManagedShare(clean(each["urn"]), _sent_at(each))) for each in own)
        return {share_id: share for share_id, share in shares if share_id}

    def _ask(self, *arguments: str) -> dict[str, Any]:
        """Run the CLI. It never asks at the terminal."""
        command = ["pulumi", *arguments, "--non-interactive", "--color", "never"]
        command += [f"--stack={self.name}"] if self.name else []
        doing = f"Could not run `{clean(' '.join(command))}`"
        try:
            done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)  # noqa: S603 - no shell
        except OSError as failure:
            raise CommandError(f"{doing}: {failure.strerror}. --stack needs the Pulumi CLI on PATH.") from failure
        if done.returncode:
            raise CommandError(f"{doing}: {clean(done.stderr).removeprefix('error: ')}")
        return _object(done.stdout, doing)


def _object(text: str, doing: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as bad:
        raise CommandError(f"{doing}: it printed no JSON.") from bad
    if not isinstance(found, dict):
        raise CommandError(f"{doing}: it printed no JSON object.")
    return found


def _share_id(resource: Mapping[str, Any]) -> str | None:
    """The share ID at the end of the resource's ID. A resource that is being created has none yet."""
    try:
        return parse_share_id(resource.get("id", "").rpartition(",")[2])
    except ValueError:
        return None


def _sent_at(resource: Mapping[str, Any]) -> datetime | None:
    """When Pulumi sent the share. A secret output is an object in the export."""
    text = str((resource.get("outputs") or {}).get("sent_at"))
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None
