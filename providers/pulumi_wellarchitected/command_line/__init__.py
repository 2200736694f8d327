"""The commands of `python -m pulumi_wellarchitected`."""
