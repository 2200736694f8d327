"""Lens documents, the inputs of a Lens as a program gives them, and the outputs that are worth comparing."""

import json
from typing import Any

from wellarchitected_emulator.state.sample_lens import minimal_lens

NAME = "Security baseline"


def document(description: str = "What each platform has to have.", name: str = NAME) -> dict[str, Any]:
    return {**minimal_lens(name), "description": description}


def inputs(description: str = "What each platform has to have.", name: str = NAME, **given: Any) -> dict[str, Any]:
    """The inputs of a Lens. Two descriptions make two documents."""
    return {"document": json.dumps(document(description, name)), "lens_version": "1.0.0", **given}


def known(outputs: dict[str, Any]) -> dict[str, Any]:
    """The outputs that a test can know: not the pickled provider, and not a hash."""
    return {name: value for name, value in outputs.items() if name not in ("__provider", "document_sha256")}
