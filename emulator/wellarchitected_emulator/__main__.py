"""The entry point of `python -m wellarchitected_emulator`."""

from wellarchitected_emulator.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
