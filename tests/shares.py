"""What tests ask the emulator about a lens's shares."""


def only_share(wellarchitected, lens):
    """The share of a lens, which has exactly one."""
    (share,) = wellarchitected.shares(lens)
    return share
