"""Ready-made lenses: a sample (sample_lens.json), and the smallest lens that can be imported."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION
from wellarchitected_emulator.wire.lens_arn import lens_arn

SAMPLE_NAME = "Sample security lens"
SAMPLE_ARN = lens_arn(SAMPLE_NAME, account=DEFAULT_ACCOUNT, region=DEFAULT_REGION)


def sample_lens() -> dict[str, Any]:
    """A small custom lens in AWS's format."""
    text = files("wellarchitected_emulator.state").joinpath("sample_lens.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def minimal_lens(name: str) -> dict[str, Any]:
    """A custom lens with one pillar, one question and one choice."""
    choice = {"id": "choice_1", "title": "Yes"}
    question = {
        "id": "question_1",
        "title": "Is it done?",
        "choices": [choice],
        "riskRules": [{"condition": "choice_1", "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}],
    }
    pillar = {"id": "pillar_1", "name": "Pillar", "questions": [question]}
    return {"schemaVersion": "2021-11-01", "name": name, "description": f"The {name} lens.", "pillars": [pillar]}
