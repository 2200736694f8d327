"""What an edit of a lens means for the workloads that use it.

A minor version reaches every workload at once, and answers are kept by the IDs of questions and choices. So an edit
matters to the owners of workloads if it removes questions or choices, or changes how answers are rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.lenses.wording import list_some

if TYPE_CHECKING:
    from pulumi_wellarchitected.lenses.document import LensDocument
    from pulumi_wellarchitected.lenses.pillars import Question


@dataclass(frozen=True, slots=True)
class Edit:
    """The difference between two documents of a lens. The tuples hold the IDs of questions."""

    removed: tuple[str, ...]
    fewer_choices: tuple[str, ...]
    other_rules: tuple[str, ...]
    renamed: bool

    def warning(self, lens_version: str) -> str:
        """What to know before this edit is published as a minor version, or an empty string."""
        effects = self._effects()
        if not effects:
            return ""
        return (
            f"{clean(lens_version)} is published as a minor version: workloads get it at once, their owners are not "
            f"asked. It {effects}. is_major_version=True lets them upgrade when they are ready."
        )

    def _effects(self) -> str:
        verbs = {
            "removes": self.removed,
            "removes choices of": self.fewer_choices,
            "changes the rules of": self.other_rules,
        }
        parts: list[str] = []
        for verb, ids in verbs.items():
            if ids:
                noun = "" if parts else " question" if len(ids) == 1 else " questions"
                parts.append(f"{verb} {len(ids)}{noun} ({list_some([*map(clean, ids)])})")
        return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def compare(old: LensDocument, new: LensDocument) -> Edit:
    """Find what an edit does to the questions that the old document has."""
    kept = {question.id: question for question in new.questions}
    pairs = [(question, kept[question.id]) for question in old.questions if question.id in kept]
    return Edit(
        removed=tuple(question.id for question in old.questions if question.id not in kept),
        fewer_choices=tuple(before.id for before, after in pairs if _choice_ids(before) - _choice_ids(after)),
        other_rules=tuple(before.id for before, after in pairs if before.rules != after.rules),
        renamed=old.name != new.name,
    )


def _choice_ids(question: Question) -> frozenset[str]:
    return frozenset(choice.id for choice in question.choices)
