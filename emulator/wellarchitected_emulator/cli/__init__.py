"""The command line: the emulator's process, and the control API for people."""

from wellarchitected_emulator.cli.parser import main

__all__ = ["main"]
