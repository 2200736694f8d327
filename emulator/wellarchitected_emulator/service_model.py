"""botocore's description of the service: which operation a request is for, and the shapes of what goes in and out.

Parsing, validation and serialization stand in their own files; all of them are driven by the shapes found here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel, Shape

SERVICE = "wellarchitected"


@dataclass(frozen=True, slots=True)
class Route:
    """An operation, and the labels of the path, decoded."""

    operation: OperationModel
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Template:
    operation: OperationModel
    segments: tuple[str, ...]

    def literals(self) -> int:
        return sum(not segment.startswith("{") for segment in self.segments)

    def labels(self, segments: list[str]) -> dict[str, str] | None:
        labels = {}
        for pattern, segment in zip(self.segments, segments, strict=True):
            if pattern.startswith("{"):
                labels[pattern.strip("{}+")] = unquote(segment)
            elif pattern != segment:
                return None
        return labels


class WellArchitectedModel:
    """The service model, with a way from requests to operations."""

    def __init__(self) -> None:
        description = Loader().load_service_model(SERVICE, "service-2")
        self._model = ServiceModel(description, SERVICE)

    @cached_property
    def _templates(self) -> dict[tuple[str, int], list[_Template]]:
        templates: dict[tuple[str, int], list[_Template]] = defaultdict(list)
        for name in self._model.operation_names:
            operation = self._model.operation_model(name)
            segments = tuple(operation.http["requestUri"].strip("/").split("/"))
            templates[operation.http["method"], len(segments)].append(_Template(operation, segments))
        for candidates in templates.values():
            candidates.sort(key=_Template.literals, reverse=True)
        return templates

    def route(self, method: str, raw_path: str) -> Route | None:
        """The operation that a method and an undecoded path are for."""
        segments = raw_path.strip("/").split("/")
        for template in self._templates.get((method, len(segments)), ()):
            labels = template.labels(segments)
            if labels is not None:
                return Route(template.operation, labels)
        return None

    def operation(self, name: str) -> OperationModel:
        """The model of an operation."""
        return self._model.operation_model(name)

    def operation_names(self) -> list[str]:
        """Every operation the service has."""
        return list(self._model.operation_names)

    def error_shape(self, code: str) -> Shape | None:
        """The shape of a modeled error."""
        for shape in self._model.error_shapes:
            if shape.name == code:
                return shape
        return None
