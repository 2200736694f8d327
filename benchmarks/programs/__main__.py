"""Declares the shares. The configuration names the module whose `Share` is measured."""

from importlib import import_module

import pulumi

config = pulumi.Config()
lenses = config.require_object("lenses")
program = import_module(config.require("program"))
for number in range(config.require_int("shares")):
    program.Share(f"share-{number}", lens_alias=lenses[number % len(lenses)], shared_with=str(200000000000 + number))
