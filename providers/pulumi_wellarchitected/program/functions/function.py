"""How a function is called: by its plain form, which blocks, or by its `_output` form, which takes Outputs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pulumi
from pulumi.runtime import mocks, settings
from pulumi.runtime.config import CONFIG
from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError, WellArchitectedError
from pulumi_wellarchitected.plugin.redaction import hiding, redact
from pulumi_wellarchitected.plugin.schema.inputs import SECRET_INPUTS, parse_region
from pulumi_wellarchitected.program.functions.memory import memory_of_run
from pulumi_wellarchitected.program.options import find_provider
from pulumi_wellarchitected.program.provider import Provider

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pulumi_wellarchitected.aws import Session
    from pulumi_wellarchitected.program.functions.memory import Memory

_R = TypeVar("_R")
_T = TypeVar("_T")
_LONGEST_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Function(Generic[_R]):
    """A question to AWS. Mocks answer it as `wellarchitected:index/<name>:<name>`."""

    name: str
    python_name: str
    ask: Callable[[Session, Mapping[str, Any]], Mapping[str, Any]]
    parse: Callable[[Mapping[str, Any]], _R]

    def call(self, arguments: Mapping[str, Any], opts: pulumi.InvokeOptions | None) -> _R:
        """Answer now. Raises pulumi.RunError."""
        given = _given(arguments)
        if _is_mocked():
            return self.parse(pulumi.runtime.invoke(self._token, given, opts).value or {})
        provider = _provider(opts)
        config = provider.plain_configuration() if provider else CONFIG.get()
        if config is None or any(isinstance(value, pulumi.Output) for value in given.values()):
            raise pulumi.RunError(
                f"{self.python_name}: the arguments of the function and of its provider have to be plain values. Use "
                f"{self.python_name}_output()."
            )
        return self._answer(memory_of_run(), config, given)

    def call_later(self, arguments: Mapping[str, Any], opts: pulumi.InvokeOptions | None) -> pulumi.Output[_R]:
        """Answer when the arguments are known. A secret argument makes the answer a secret."""
        given = pulumi.Output.all(**_given(arguments))
        if _is_mocked():
            answer = pulumi.runtime.invoke_output(self._token, _given(arguments), opts)
            return answer.apply(lambda known: self.parse(known or {}))
        memory = memory_of_run()
        provider = _provider(opts)
        config = provider.configuration if provider else dict(CONFIG.get())
        # The answer repeats no setting, so that secret credentials do not make it a secret.
        settings_ = pulumi.Output.unsecret(pulumi.Output.from_input(config))

        async def answer_to(known: Mapping[str, Any]) -> _R:
            names = list(known["given"]) if await given.is_secret() else []
            return await asyncio.to_thread(self._answer, memory, known["config"], known["given"], names)

        return pulumi.Output.all(given=given, config=settings_).apply(answer_to)

    @property
    def _token(self) -> str:
        return f"wellarchitected:index/{self.name}:{self.name}"

    def _answer(
        self, memory: Memory, config: Mapping[str, Any], given: Mapping[str, Any], secrets: list[str] | None = None
    ) -> _R:
        def ask() -> Mapping[str, Any]:
            with time_limit(_LONGEST_SECONDS):
                return self.ask(memory.session(config), given)

        with hiding({**given, SECRET_INPUTS: secrets or []}):
            try:
                # Nothing changes in a preview. In an update, an earlier answer may be out of date.
                keeps = pulumi.runtime.is_dry_run()
                answer = memory.once([self.name, config, given], ask, keeps=keeps)
            except WellArchitectedError as failure:
                sentence = redact(f"{type(failure).__name__}: {self.python_name}: {failure}")
                raise pulumi.RunError(sentence) from None  # its sentence is in this one
        return self.parse(answer)


def parse_argument(parse: Callable[[str], _T], text: str) -> _T:
    """Parse an argument. Raises InvalidInputError with the sentence of the parser."""
    try:
        return parse(text)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all


def require_choice(name: str, value: str | None, choices: Collection[str]) -> None:
    """Raise InvalidInputError unless an argument is one of the choices, or absent."""
    if value is not None and value not in choices:
        raise InvalidInputError(f"{name} is {value!r}. Give {', '.join(choices)}, or leave it out.")


def find_region(session: Session, given: Mapping[str, Any]) -> str:
    """The Region of the arguments, or that of the configuration. Raises InvalidInputError or ConfigurationError."""
    return parse_argument(parse_region, given["region"]) if given.get("region") else session.default_region()


def _given(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}


def _is_mocked() -> bool:
    return isinstance(settings.get_monitor(), mocks.MockMonitor)


def _provider(opts: pulumi.InvokeOptions | None) -> Provider | None:
    if opts is None:
        return None
    given = find_provider(pulumi.ResourceOptions(provider=opts.provider, parent=opts.parent))
    if given is None or isinstance(given, Provider):
        return given
    return Provider.from_aws(given)
