"""What functions return: values that a program can await, and rows that it can export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from typing_extensions import Self


class AwaitableResult:
    """A result for programs that await it. It is there already."""

    def __await__(self) -> Generator[None, None, Self]:
        yield from ()
        return self


class Row(dict[str, Any]):
    """A row of a result. It is also a dictionary, so that it can be exported."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        names = (name for kind in reversed(type(self).__mro__) for name, each in vars(kind).items() if _is_text(each))
        super().__init__({name: str(answer.get(name) or "") for name in names})


class Text:
    """A text in a row, under the name of the attribute."""

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...

    @overload
    def __get__(self, row: Row, owner: type) -> str: ...

    def __get__(self, row: Row | None, owner: type) -> Self | str:
        return self if row is None else str(row[self._name])


def _is_text(value: object) -> bool:
    return isinstance(value, Text)
