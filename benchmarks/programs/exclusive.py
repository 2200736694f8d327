"""The list of all shares of each lens as one resource."""

from pulumi_wellarchitected import LensSharesExclusive


def declare(lenses: list[str], principals: list[str]) -> None:
    """Declare a list for each lens."""
    for number, lens in enumerate(lenses):
        LensSharesExclusive(f"lens-{number}", lens_alias=lens, principals=principals[number :: len(lenses)])
