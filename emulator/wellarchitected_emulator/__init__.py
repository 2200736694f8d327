"""A local AWS Well-Architected service: lenses, lens shares and share invitations, for any account and Region."""

from wellarchitected_emulator.accounts import credentials
from wellarchitected_emulator.client import EmulatorClient, EmulatorError, Share
from wellarchitected_emulator.emulator import Emulator
from wellarchitected_emulator.faults import Fault
from wellarchitected_emulator.lens_arn import lens_arn
from wellarchitected_emulator.organization import Organization
from wellarchitected_emulator.request_log import Request
from wellarchitected_emulator.server import PortInUseError
from wellarchitected_emulator.settings import Settings

__all__ = [
    "Emulator",
    "EmulatorClient",
    "EmulatorError",
    "Fault",
    "Organization",
    "PortInUseError",
    "Request",
    "Settings",
    "Share",
    "credentials",
    "lens_arn",
]
