"""Mocks for unit tests of Pulumi programs that use this package.

Nothing else in the package imports this module, so a program does not pay for it. For tests with a Well-Architected
service, see the package wellarchitected-emulator.
"""

from __future__ import annotations

from pulumi_wellarchitected.testing.mocks import WellArchitectedMocks

__all__ = ["WellArchitectedMocks"]
