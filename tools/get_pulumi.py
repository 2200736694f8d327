"""Find, download or build Pulumi, and print its folder for PATH. Only the folder goes to standard output.

    PATH="$(.venv/bin/python tools/get_pulumi.py):$PATH" pulumi version

Pulumi is the CLI, the Python language host and what runs dynamic providers. These places are tried in order:

1. the `pulumi` on PATH;
2. an official release in ~/.pulumi, from Pulumi's installer or from an earlier run;
3. a build in the user's cache folder, from an earlier run;
4. a download of the official release. Without network access, it gives up within ten seconds;
5. a build from Go modules (build_pulumi.py). It takes a few minutes and stays in the user's cache folder.

A lock is held for 4 and 5, so that parallel runs do the work once. A build gets its final name when it is complete, so
a run that is interrupted or killed never leaves a partial build that a later run would use.

This runs in the virtual environment, because the Pulumi SDK in it has the installer of official releases.
"""

import contextlib
import fcntl
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import TextIO

from semver import Version

import build_pulumi
from build_pulumi import PULUMI_VERSION
from steps import StepError, Steps, say

OLDEST = Version(3, 254, 0)  # the first whose `pulumi import` takes outputs
COMPANIONS = ("pulumi-language-python", "pulumi-language-python-exec", "pulumi-resource-pulumi-python")

REACH = "from urllib.request import urlopen; urlopen('https://get.pulumi.com/install.sh')"
INSTALL = f"""
from pulumi.automation import PulumiCommand
from semver import VersionInfo
PulumiCommand.install(version=VersionInfo.parse("{PULUMI_VERSION}"))  # into ~/.pulumi/versions
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where Pulumi can be: on PATH, in the folder of official releases, or in the cache folder of builds."""

    path: str
    releases: Path
    cache: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Places":
        """Read the places from environment variables."""
        cache = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(environment.get("PATH", ""), Path.home() / ".pulumi", cache / "pulumi-wellarchitected")

    @property
    def build(self) -> Path:
        """The folder of the build for this machine."""
        machine = platform.machine().lower()
        architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
        return self.cache / f"pulumi-v{PULUMI_VERSION}-{platform.system().lower()}-{architecture}"

    def open(self, ending: str) -> TextIO:
        """Open a file next to the build, such as its log."""
        self.cache.mkdir(parents=True, exist_ok=True)
        return Path(f"{self.build}{ending}").open("w", encoding="utf-8")


Download = Callable[[Steps], None]
Build = Callable[[Path, Steps], None]


def get_pulumi(places: Places, download: Download, build: Build) -> Path:
    """Return the folder of a usable Pulumi. If there is none, download or build it."""
    if found := find_on_path(places.path) or find_own(places):
        return found
    with locked(places):
        return find_own(places) or obtain(places, download, build)


def find_on_path(path: str) -> Path | None:
    """Look on PATH. The language host may be in another folder on PATH."""
    executable = shutil.which("pulumi", path=path)
    if executable is None:
        return None
    directory = Path(executable).absolute().parent
    if problem := defect(directory, path):
        say(f"The Pulumi on PATH, {executable}, is not used: {problem}.")
        return None
    return directory


def find_own(places: Places) -> Path | None:
    """Look for an official release, the installer's folder first and then the newest one, and last for a build."""
    folders = places.releases.glob("versions/*/bin")
    newest_first = sorted(folders, key=lambda folder: parse_version(folder.parent.name) or Version(0), reverse=True)
    candidates = [places.releases / "bin", *newest_first, places.build]
    return next((folder for folder in candidates if not defect(folder)), None)


def defect(directory: Path, *path: str) -> str | None:
    """Say what is wrong with the Pulumi in this folder, or return None. Its companions may be on the path."""
    if shutil.which("pulumi", path=str(directory)) is None:
        return "there is no pulumi"
    search_path = os.pathsep.join([str(directory), *path])
    if missing := [name for name in COMPANIONS if shutil.which(name, path=search_path) is None]:
        return f"{missing[0]} is missing"
    version = reported_version(directory / "pulumi")
    if version is None or version < OLDEST or version.major != OLDEST.major:
        return f"its version is {version or 'unknown'}, but {OLDEST} or a later {OLDEST.major}.x is needed"
    return None


def reported_version(executable: Path) -> Version | None:
    """Ask a pulumi for its version. None if it fails or answers anything else."""
    environment = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        answer = subprocess.check_output(  # noqa: S603 - the answer decides whether it is used
            [executable, "version"], env=environment, stdin=DEVNULL, stderr=DEVNULL, text=True, timeout=30
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return parse_version(answer.strip())


def parse_version(text: str) -> Version | None:
    """Parse a version such as `v3.274.1`. None if it is not one."""
    number = text.removeprefix("v")
    return Version.parse(number) if Version.is_valid(number) else None


@contextlib.contextmanager
def locked(places: Places) -> Iterator[None]:
    """Hold the lock of this machine's build. The system releases it when the process ends, even if it is killed."""
    with places.open(".lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run is downloading or building Pulumi. Waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def obtain(places: Places, download: Download, build: Build) -> Path:
    """Download or build Pulumi. The lock must be held."""
    with places.open(".log") as log:
        steps = Steps(log)
        try:
            download(steps)
        except StepError:
            say(f"Pulumi {PULUMI_VERSION} cannot be downloaded from here.")
        return find_own(places) or build_in_place(places.build, build, steps)


def download(steps: Steps, answer_seconds: float = 10) -> None:
    """Download the official release with the Pulumi SDK's installer, which has no time limit of its own."""
    say(f"Trying to download Pulumi {PULUMI_VERSION}.")
    steps.run("Reaching get.pulumi.com", [sys.executable, "-c", REACH], limit=answer_seconds)
    steps.run("The download", [sys.executable, "-c", INSTALL], limit=300)


def build_in_place(target: Path, build: Build, steps: Steps) -> Path:
    """Build in a folder next to the target, check the result, and rename it. The lock must be held."""
    prefix = f"{target.name}.partial-"
    for left_over in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    say(f"Building Pulumi {PULUMI_VERSION} from Go modules. This takes a few minutes, once for each user.")
    with tempfile.TemporaryDirectory(prefix=prefix, dir=target.parent, ignore_cleanup_errors=True) as workspace:
        directory = Path(workspace, "pulumi")
        directory.mkdir()
        build(directory, steps)
        if problem := defect(directory):
            raise StepError(f"the result cannot be used, {problem}")
        shutil.rmtree(target, ignore_errors=True)
        directory.rename(target)
    say(f"Pulumi {PULUMI_VERSION} is in {target}.")
    return target


def main() -> None:
    """Print the folder, or exit with the reason why there is none."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # with cleanup
    places = Places.from_environment(os.environ)
    try:
        print(get_pulumi(places, download, build_pulumi.build))
    except StepError as error:
        sys.exit(
            f"Pulumi could not be built: {error}. The log is {places.build}.log. "
            f"You can also install Pulumi {OLDEST} or a later {OLDEST.major}.x yourself and put it on PATH."
        )
    except OSError as error:
        sys.exit(f"Pulumi could not be obtained: {error}.")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
