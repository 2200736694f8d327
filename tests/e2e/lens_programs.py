"""Lenses in programs: their documents, how they are declared, and what AWS has of them."""

from typing import Any

from tests.support import emulated
from wellarchitected_emulator.client import EmulatorClient, Share

OF_REVIEWS = """
import pathlib

reviews = wa.Lens("reviews", document=pathlib.Path("lens.json"), lens_version=config.require("version"){more})
share = wa.LensShare("payments", lens_alias=reviews.arn, shared_with=account)
"""
"""A program with a lens and a share. `more` are further arguments of the lens."""


def document(name: str = "Reviews", *, edition: int = 1, questions: int = 2) -> dict[str, Any]:
    """A lens document. Its title tells one edition from another."""
    return {
        "schemaVersion": "2021-11-01",
        "name": name,
        "description": f"Edition {edition}.",
        "pillars": [
            {
                "id": "identity",
                "name": "Identity",
                "questions": [_question(f"identity_{number}") for number in range(1, questions + 1)],
            }
        ],
    }


def _question(id_: str) -> dict[str, Any]:
    return {
        "id": id_,
        "title": "How do people sign in?",
        "choices": [
            {"id": f"{id_}_central", "title": "Through the identity provider"},
            {"id": f"{id_}_no", "title": "None of these"},
        ],
        "riskRules": [
            {"condition": f"{id_}_central", "risk": "NO_RISK"},
            {"condition": "default", "risk": "HIGH_RISK"},
        ],
    }


def published(emulator: EmulatorClient, account: str = emulated.OWNER, region: str = emulated.REGION) -> dict[str, Any]:
    """What an account's custom lenses say today: by name, the ARN, the version and the description."""
    client = emulator.client(account=account, region=region)
    rows = client.list_lenses(LensType="CUSTOM_SELF", LensStatus="PUBLISHED")["LensSummaries"]
    return {row["LensName"]: (row["LensArn"], row["LensVersion"], row["Description"]) for row in rows}


def lens_and_shares(emulator: EmulatorClient) -> tuple[Any, list[Share]]:
    """What AWS has of the lens in OF_REVIEWS."""
    found = published(emulator)["Reviews"]
    return found, emulator.shares(found[0])


def writes(emulator: EmulatorClient) -> list[str]:
    """What was asked of AWS, without the calls that only read."""
    reads = ("List", "Get", "Export")
    return [each.operation for each in emulator.requests() if not each.operation.startswith(reads)]


def edit_by_hand(emulator: EmulatorClient, arn: str, text: str) -> None:
    """Publish a document as the lens's owner, as somebody may do in the console."""
    owner = emulator.client(account=emulated.OWNER)
    owner.import_lens(LensAlias=arn, JSONString=text, ClientRequestToken="draft")
    owner.create_lens_version(LensAlias=arn, LensVersion="by_hand", ClientRequestToken="version")
