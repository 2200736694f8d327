"""Puts the stand-in where the engine looks for pulumi-resource-aws of the version that pulumi_aws asks for."""

import shutil
from importlib.metadata import version
from pathlib import Path


def install(home: Path) -> None:
    """Install the stand-in into a PULUMI_HOME."""
    plugin = home / "plugins" / f"resource-aws-v{version('pulumi-aws')}" / "pulumi-resource-aws"
    plugin.parent.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("plugin.py"), plugin)
    plugin.chmod(0o755)
