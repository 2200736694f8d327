"""Lens documents for programs, and what AWS has published of them."""

from typing import Any

from tests.support import emulated
from wellarchitected_emulator.client import EmulatorClient


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
