"""Durations in Go's form, the one that Pulumi and pulumi-aws take: `90s`, `10m`, `1h30m`, `500ms`."""

from __future__ import annotations

import re
from datetime import timedelta

_MICROSECONDS = {"ns": 1e-3, "us": 1.0, "µs": 1.0, "μs": 1.0, "ms": 1e3, "s": 1e6, "m": 60e6, "h": 3600e6}
_PART = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")  # the micro sign and the Greek letter
_DURATION = re.compile(f"(?:{_PART.pattern})+")


def parse_duration(text: str) -> timedelta:
    """Parse a duration; raises ValueError with a sentence that says what is accepted."""
    if not _DURATION.fullmatch(text):
        raise ValueError(f"{text!r} is not a duration. Give one such as '90s', '10m' or '1h30m'.")
    try:
        return timedelta(microseconds=sum(float(amount) * _MICROSECONDS[unit] for amount, unit in _PART.findall(text)))
    except OverflowError:
        raise ValueError(f"{text!r} is too long for a duration. Give one such as '1h30m'.") from None  # it says it all
