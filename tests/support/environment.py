"""The environment that tests and benchmarks run in."""

import os
import signal
import sys
from pathlib import Path

_PREFIXES = ("AWS_", "PULUMI_", "PYTHON", "WELLARCHITECTED_EMULATOR_")
_PROXIES = {"ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"}
_CLEAN = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def isolate_process() -> None:
    """Remove the machine's AWS, Pulumi, Python and proxy settings from this process and from those that it starts.

    Programs of this Python's environment come first on PATH. SIGINT gets its default handler back: a shell makes a
    background job ignore SIGINT, the plugins inherit that, and the engine then waits five seconds for each of them.
    """
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name.upper() in _PROXIES:
            del os.environ[name]
    os.environ.update(_CLEAN, PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stack_environment(state: Path, home: Path) -> dict[str, str]:
    """The environment of the Pulumi CLI: a file backend and a PULUMI_HOME of its own, and no downloads."""
    return {
        **os.environ,
        "PULUMI_BACKEND_URL": state.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": "",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_HOME": str(home),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
