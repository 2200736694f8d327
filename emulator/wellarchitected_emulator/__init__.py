"""A local AWS Well-Architected service: lenses, lens shares and share invitations, for all accounts and Regions."""

from wellarchitected_emulator.client import EmulatorClient, EmulatorError
from wellarchitected_emulator.contents import Lens, LensVersion, Share
from wellarchitected_emulator.control.faults import Fault
from wellarchitected_emulator.control.request_log import Request
from wellarchitected_emulator.emulator import Emulator
from wellarchitected_emulator.http.server import PortInUseError
from wellarchitected_emulator.state.organization import Organization
from wellarchitected_emulator.state.settings import Settings
from wellarchitected_emulator.wire.credentials import credentials
from wellarchitected_emulator.wire.lens_arn import lens_arn

__version__ = "0.1.0"

__all__ = [
    "Emulator",
    "EmulatorClient",
    "EmulatorError",
    "Fault",
    "Lens",
    "LensVersion",
    "Organization",
    "PortInUseError",
    "Request",
    "Settings",
    "Share",
    "credentials",
    "lens_arn",
]
