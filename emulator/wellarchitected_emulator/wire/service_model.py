"""botocore's model of the service: finds the operation of a request, and the shapes of its input, output and errors.

parsing.py, validation.py and responses.py work by these shapes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from botocore.loaders import Loader
from botocore.model import ServiceModel

if TYPE_CHECKING:
    from botocore.model import OperationModel

_SERVICE = "wellarchitected"


@dataclass(frozen=True, slots=True)
class Route:
    """An operation, and the decoded labels of the path."""

    operation: OperationModel
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Template:
    operation: OperationModel
    segments: tuple[str, ...]

    def count_literals(self) -> int:
        return sum(not segment.startswith("{") for segment in self.segments)

    def match(self, segments: list[str]) -> dict[str, str] | None:
        labels = {}
        for pattern, segment in zip(self.segments, segments, strict=True):
            if pattern.startswith("{"):
                labels[pattern.strip("{}+")] = unquote(segment)
            elif pattern != segment:
                return None
        return labels


class WellArchitectedModel:
    """The service model."""

    def __init__(self) -> None:
        self._model = ServiceModel(Loader().load_service_model(_SERVICE, "service-2"), _SERVICE)

    @cached_property
    def _templates(self) -> dict[tuple[str, int], list[_Template]]:
        templates: dict[tuple[str, int], list[_Template]] = defaultdict(list)
        for name in self._model.operation_names:
            operation = self._model.operation_model(name)
            segments = tuple(operation.http["requestUri"].strip("/").split("/"))
            templates[operation.http["method"], len(segments)].append(_Template(operation, segments))
        for candidates in templates.values():
            candidates.sort(key=_Template.count_literals, reverse=True)
        return templates

    @cached_property
    def _error_statuses(self) -> dict[str, int]:
        return {shape.name: int(shape.metadata["error"]["httpStatusCode"]) for shape in self._model.error_shapes}

    def find_route(self, method: str, raw_path: str) -> Route | None:
        """The operation for a method and a percent-encoded path."""
        segments = raw_path.strip("/").split("/")
        for template in self._templates.get((method, len(segments)), ()):
            labels = template.match(segments)
            if labels is not None:
                return Route(template.operation, labels)
        return None

    def operation(self, name: str) -> OperationModel:
        """The model of an operation."""
        return self._model.operation_model(name)

    def error_status(self, code: str) -> int | None:
        """The HTTP status of an error. Returns None if the model does not contain the error."""
        return self._error_statuses.get(code)
