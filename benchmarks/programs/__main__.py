"""Declares the shares. The configuration names the module that is measured: one with a `Share`, or one for lists."""

from importlib import import_module

import pulumi

config = pulumi.Config()
lenses = config.require_object("lenses")
program = import_module(config.require("program"))
principals = [str(200000000000 + number) for number in range(config.require_int("shares"))]
if hasattr(program, "declare"):
    program.declare(lenses, principals)
else:
    for number, principal in enumerate(principals):
        program.Share(f"share-{number}", lens_alias=lenses[number % len(lenses)], shared_with=principal)
