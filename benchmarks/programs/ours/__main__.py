"""Ours: LensShare."""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
lenses = config.require_object("lenses")
for number in range(config.require_int("shares")):
    wa.LensShare(f"share-{number}", lens_alias=lenses[number % len(lenses)], shared_with=str(200000000000 + number))
