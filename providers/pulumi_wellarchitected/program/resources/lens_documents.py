"""How a program gives the document of a lens, and how it becomes the text that the engine gets.

The engine only gets text: it would turn the 1 of a dictionary into 1.0, and an asset in the state breaks every later
run. What is wrong with text that is not JSON, or with the lens in it, is for the plugin's check to say.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Mapping
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeAlias

import pulumi
from pulumi_wellarchitected.cleaning import clean

Document: TypeAlias = "str | Mapping[str, Any] | os.PathLike[str] | pulumi.FileAsset | pulumi.StringAsset"
"""The forms of a document. A dictionary may hold outputs."""

_ACCEPTED = 'Give JSON text, a dictionary, pathlib.Path("lens.json"), or a FileAsset or StringAsset of Pulumi.'


def read_document(label: str, document: object) -> pulumi.Input[str]:
    """Return a document as compact JSON, and text that is not JSON as it is.

    An output or an awaitable gives an output, which is secret or unknown if a part of the document is.

    Args:
        label: Names the resource, such as "Lens 'security'". Every error message begins with it.
        document: A Document, or an output or an awaitable of one.

    Raises:
        pulumi.RunError: It has another form, its file cannot be read, or JSON cannot hold it. For an output, the error
            ends the program when the value is known.
    """
    if _is_later(document):
        return _output(document).apply(lambda known: read_document(label, known))
    if not isinstance(document, Mapping):
        return _encodable(label, _text(label, document))
    try:
        resolved = _resolvable(f"{label}: document", document)
    except RecursionError:
        reason = "contains itself, or is nested too deeply"
        raise pulumi.RunError(f"{label}: document {reason}.") from None  # it says it all
    if _holds_outputs(resolved):
        return pulumi.Output.from_input(resolved).apply(lambda known: _written(label, known))
    return _written(label, resolved)


def _resolvable(place: str, value: object) -> Any:  # noqa: ANN401 - JSON, with outputs in it
    """Copy to dictionaries and lists, the only collections in which Pulumi finds outputs. Refuse what is not JSON."""
    match value:
        case Mapping():
            return {_key(place, key): _resolvable(f"{place}.{key}", each) for key, each in value.items()}
        case list() | tuple():
            return [_resolvable(f"{place}[{index}]", each) for index, each in enumerate(value)]
        case None | bool() | int() | str():
            return value
        case float() if math.isfinite(value):
            return value
        case float():
            raise pulumi.RunError(f"{clean(place)} is {value}, which JSON cannot hold.")
    if _is_later(value):
        return _output(value).apply(lambda known: _resolvable(place, known))
    raise pulumi.RunError(f"{clean(place)} has the type {type(value).__name__}, which JSON cannot hold.")


def _key(place: str, key: object) -> str:
    if isinstance(key, str):
        return key
    raise pulumi.RunError(f"{clean(place)} has a key of the type {type(key).__name__}. In JSON a key is a string.")


def _is_later(value: object) -> bool:
    return isinstance(value, pulumi.Output) or isawaitable(value)


def _holds_outputs(value: object) -> bool:
    match value:
        case dict():
            return any(map(_holds_outputs, value.values()))
        case list():
            return any(map(_holds_outputs, value))
    return isinstance(value, pulumi.Output)


def _output(later: object) -> pulumi.Output[Any]:
    """Return the output itself. Output.from_input() would look into its value, and fail at a key that is no string."""
    return later if isinstance(later, pulumi.Output) else pulumi.Output.from_input(None).apply(lambda _: later)


def _text(label: str, document: object) -> str:
    match document:
        case str():
            return _compact(label, _not_a_path(label, document))
        case pulumi.StringAsset():
            return _compact(label, _not_a_path(label, document.text))
        case pulumi.FileAsset():
            return _compact(label, _content(label, document.path))
        case os.PathLike():
            return _compact(label, _content(label, os.fspath(document)))
        case pulumi.RemoteAsset():
            reason = "is a RemoteAsset, which is not downloaded. Download it and give its text."
        case pulumi.Archive():
            reason = f"is an archive, and not one file. {_ACCEPTED}"
        case None:
            reason = f"is missing. {_ACCEPTED}"
        case _:
            reason = f"has the type {type(document).__name__}. {_ACCEPTED}"
    raise pulumi.RunError(f"{label}: document {reason}")


def _not_a_path(label: str, text: str) -> str:
    """Refuse the name of a file in the place of its content."""
    if os.path.isfile(text.strip()):  # noqa: PTH113 - a Path raises for text that is too long to be a path
        raise pulumi.RunError(
            f"{label}: document is the name of a file. Give pathlib.Path({_dumped(text.strip())}) to read a file."
        )
    return text


def _content(label: str, path: str | bytes) -> str:
    file = Path(os.fsdecode(path)).absolute()
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        reason = f"There is no file {file}."
    except IsADirectoryError:
        reason = f"{file} is a folder. Give a file."
    except UnicodeDecodeError as bad:
        reason = f"{file} is not UTF-8 text (byte {bad.start}). Save it as UTF-8."
    except OSError as bad:
        reason = f"{file} cannot be read: {bad.strerror}."
    except ValueError:
        reason = f"{file} cannot be the path of a file."
    raise pulumi.RunError(f"{label}: {clean(reason)}")


def _compact(label: str, text: str) -> str:
    """Write JSON again without white space. What is not JSON is returned as it is."""
    repeated: list[str] = []

    def collect(members: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.extend(key for key, count in Counter(key for key, _ in members).items() if count > 1)
        return dict(members)

    try:
        compact = _dumped(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=collect))
    except (RecursionError, ValueError):
        return text
    if repeated:
        raise pulumi.RunError(
            f"{label}: document has the key {clean(repeated[0])!r} twice in one object. Remove one of the two."
        )
    return compact


def _written(label: str, document: dict[str, Any]) -> str:
    try:
        return _encodable(label, _dumped(document))
    except (RecursionError, ValueError):
        reason = "is nested too deeply, or has a number of too many digits"
    raise pulumi.RunError(f"{label}: document {reason}.")


def _dumped(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _encodable(label: str, text: str) -> str:
    """Refuse half of a surrogate pair, which the engine's protocol cannot transport."""
    try:
        text.encode()
    except UnicodeEncodeError as bad:
        half = f"\\u{ord(text[bad.start]):04x}"
        raise pulumi.RunError(
            f"{label}: document has {half} without its other half, which is not a character. Remove it."
        ) from None  # it says it all
    return text
