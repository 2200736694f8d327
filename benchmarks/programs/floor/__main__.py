"""The floor: resources that do nothing, as many as there would be shares, with properties like a LensShare's."""

import pulumi
from no_op import no_op  # type: ignore[import-not-found]  # beside this file, wherever that is copied
from pulumi.dynamic import Resource

OUTPUTS = ("share_id", "status", "status_message", "region")


class NoOp(Resource, module="benchmark", name="NoOp"):
    """A resource with the inputs and outputs of a LensShare."""

    def __init__(self, name: str, lens_alias: str, shared_with: str) -> None:
        """Declare it."""
        inputs = {
            "lens_alias": lens_alias,
            "shared_with": shared_with,
            "adopt_existing": False,
            "wait_for_acceptance": False,
            "resend_on": ["EXPIRED", "FAILED", "REVOKED"],
        }
        super().__init__(no_op, name, {**inputs, **dict.fromkeys(OUTPUTS)})


config = pulumi.Config()
lenses = config.require_object("lenses")
for number in range(config.require_int("shares")):
    NoOp(f"share-{number}", lenses[number % len(lenses)], str(200000000000 + number))
