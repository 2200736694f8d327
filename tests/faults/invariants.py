"""What has to hold after each row, and the healer that brings the service to the wanted state."""

import re
from collections.abc import Iterator
from typing import Any

from pulumi_wellarchitected import errors
from pulumi_wellarchitected.shares import statuses
from tests.faults.operations import STRANGER, Operation, Row
from tests.protocol.plugin import Plugin

GRACE = 15
LONGEST = 1500
NAMES = {name for name, value in vars(errors).items() if isinstance(value, type)}


def violations(row: Row, operation: Operation, first: set[str]) -> Iterator[tuple[str, str]]:
    """What went wrong: its kind, and what was seen. `first` are the IDs that the service held at the beginning."""
    yield from _wrong_shares(row, operation, first)
    yield from _wrong_permissions(row)
    yield from _wrong_words(row)
    for step in row.steps:
        if step.seconds > step.limit + GRACE:
            yield "late", f"{step.verb} took {step.seconds:.1f} s"


def _wrong_shares(row: Row, operation: Operation, first: set[str]) -> Iterator[tuple[str, str]]:
    shares = {share.share_id: share for share in row.emulator.shares(row.lens)}
    strangers = {id_ for id_, share in shares.items() if share.shared_with == STRANGER}
    alive = shares.keys() - strangers
    known = {id_[-32:] for id_, _ in row.states}
    sentences = [step.sentence for step in row.steps if step.sentence]
    for id_ in alive - known:
        if not any(_tells(each, row, id_) for each in sentences):
            yield "lost", f"{shares[id_]} is neither in the state nor in {sentences}"
    if len(alive) > max(operation.shares, 1):
        yield "doubled", str(alive)
    yield from (("wrongly gone", id_) for id_ in row.gone if id_[-32:] in alive)
    if not strangers or (operation.run in (Row.read, Row.update, Row.permit) and operation.shares and first - alive):
        yield "deleted", f"{first - alive} or the stranger"
    if known - alive - first:
        yield "lost", f"the state has {known - alive}, and the service has {alive}"


def _wrong_permissions(row: Row) -> Iterator[tuple[str, str]]:
    """A state that claims a permission which the share does not have. An error claims nothing."""
    permissions = {share.share_id: share.permission for share in row.emulator.shares(row.lens)}
    for _, outputs in row.states:
        claimed, share_id = outputs.get("permission_type"), outputs["share_id"]
        if claimed == "CONTRIBUTOR" and permissions.get(share_id, claimed) != claimed:
            yield "lost", f"the state has {claimed}, and share {share_id} permits {permissions[share_id]}"


def _wrong_words(row: Row) -> Iterator[tuple[str, str]]:
    for step in row.steps:
        if step.sentence and (reason := unreadable(step.sentence)):
            yield "unreadable", f"{reason}: {step.sentence[:3000]!r}"
    for text in (*(message for _, message in row.plugin.engine.messages), *_texts(row.states)):
        if not text.isprintable() or len(text) > LONGEST:
            yield "unreadable", f"{text[:3000]!r}"


def _tells(sentence: str, row: Row, share_id: str) -> bool:
    """Whether a sentence tells the reader that there may be a share that the state does not know."""
    names_it = row.lens in sentence and row.principal in sentence
    return share_id in sentence or (names_it and re.search("may exist|already exists", sentence) is not None)


def unreadable(sentence: str, longest: int = LONGEST) -> str:
    """Why the user cannot read a failure's sentence, or an empty string."""
    line = sentence.rstrip("\n")
    if not line.isprintable():
        return "not one printable line"
    if line.partition(": ")[0] not in NAMES:
        return "not one of the errors"
    return "a traceback" if "Traceback" in line else "too long" if len(line) > longest else ""


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from (text for name, each in value.items() if name != "__provider" for text in _texts(each))
        case list() | tuple():
            yield from (text for each in value for text in _texts(each))
        case str():
            yield value


def heal(row: Row, operation: Operation, first: set[str], healer: Plugin) -> Iterator[tuple[str, str]]:
    """Run the operation again without faults, with a plugin that knows nothing. What is not as wanted is yielded."""
    row.plugin = healer
    row.steps.clear()
    if operation.run in (Row.delete, Row.replace) and any(id_[-32:] in first for id_, _ in row.states):
        row.delete()
    row.read()
    if operation.shares == 1 and not row.states:
        step = row.do("create", 60, lambda: healer.create({**row.inputs, "adopt_existing": True}))
        row.states = [] if step.sentence else [step.answer]
    if operation.run is Row.permit:
        row.permit()
    shares = [share for share in row.emulator.shares(row.lens) if share.shared_with != STRANGER]
    if operation.run is Row.permit and ["CONTRIBUTOR"] != [share.permission for share in shares]:
        yield "not healed", f"{shares}"
    listed = sorted(share.share_id for share in shares)
    states = sorted(outputs["share_id"] for _, outputs in row.states if outputs["status"] in statuses.ALL)
    sentences = [step.sentence for step in row.steps if step.sentence]
    if sentences or listed != states or len(listed) != operation.shares:
        yield "not healed", f"service {listed}, state {states}, {sentences}"
