"""A lens document, as a program has it, and what may be wrong with it."""

import copy
import json

DOCUMENT = {
    "schemaVersion": "2021-11-01",
    "name": "Security baseline 2",
    "description": "What each platform has to have.",
    "pillars": [
        {
            "id": "identity",
            "name": "Identity",
            "questions": [
                {
                    "id": f"identity_{number}",
                    "title": "How do people sign in?",
                    "description": "With a second factor.",
                    "choices": [
                        {"id": f"identity_{number}_federated", "title": "Federated"},
                        {"id": f"identity_{number}_no", "title": "None of these"},
                    ],
                    "riskRules": [
                        {"condition": f"identity_{number}_federated", "risk": "NO_RISK"},
                        {"condition": "default", "risk": "HIGH_RISK"},
                    ],
                }
                for number in range(1, 4)
            ],
        },
        {"id": "detection", "name": "Detection", "questions": []},
    ],
}
QUESTION = ("pillars", 0, "questions", 0)
CHOICE = (*QUESTION, "choices", 0)


def changed(*steps, value):
    """The document with another value at the end of the steps."""
    document = copy.deepcopy(DOCUMENT)
    place = document
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return document


def exported(document):
    """The document as ExportLens answers it: with numbers at questions and choices."""
    document = copy.deepcopy(document)
    for pillar in document["pillars"]:
        for number, question in enumerate(pillar["questions"], 1):
            question["number"] = number
            for place, choice in enumerate(question["choices"], 1):
                choice["number"] = place
    return document


def compact(document):
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)
