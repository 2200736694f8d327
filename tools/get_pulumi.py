"""Find, download or build Pulumi, and print the folder to put on PATH: that one line, with all else on standard error.

    PATH="$(python tools/get_pulumi.py):$PATH" pulumi version

The first of these that is whole (the CLI, the Python language host, and what runs dynamic providers) and new enough:

1. the `pulumi` on PATH;
2. an official release in ~/.pulumi, put there by Pulumi's installer or by an earlier run;
3. a build in the user's cache folder, made by an earlier run;
4. the official release, downloaded now (install_release.py): ten seconds, at most, where the network is closed;
5. a build from Go modules (build_pulumi.py), about 7 minutes on two cores, kept in the user's cache folder.

Steps 4 and 5 happen under a lock, so that two runs at once do the work once. A build is made in a folder of another
name and renamed into place when it is whole: whatever ends a run, no later run takes half a build for a whole one.

Standard library only, on Python 3.10 or newer, before the virtual environment exists as well as in it; the download
needs the Pulumi SDK, and is left out where Python cannot import it.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import build_pulumi
from build_pulumi import PULUMI_VERSION
from steps import StepError, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

OLDEST = (3, 254, 0)  # the first whose `pulumi import` takes outputs
COMPANIONS = ("pulumi-language-python", "pulumi-language-python-exec", "pulumi-resource-pulumi-python")
RELEASE_SECONDS = 300.0
VERSION_SECONDS = 30.0


class PulumiNotFoundError(Exception):
    """No Pulumi could be had; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look for Pulumi: PATH, the folder of the user's official releases, and the cache folder for builds."""

    path: str
    releases: Path
    cache: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Places:
        """The places that an environment names."""
        cache = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(environment.get("PATH", ""), Path.home() / ".pulumi", cache / "pulumi-wellarchitected")

    @property
    def build(self) -> Path:
        """The folder of the build for this machine."""
        machine = platform.machine().lower()
        architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
        return self.cache / f"pulumi-v{PULUMI_VERSION}-{platform.system().lower()}-{architecture}"

    def beside_build(self, ending: str) -> Path:
        """A file that belongs to that folder."""
        return self.build.with_name(self.build.name + ending)


def get_pulumi(
    places: Places,
    *,
    say: Callable[[str], None],
    install: Callable[[Steps], None],
    build: Callable[[Path, Steps], None],
) -> Path:
    """The folder of a Pulumi that can be used; it is downloaded or built if there is none."""
    if found := find_on_path(places, say) or find_own(places):
        return found
    with locked(places.beside_build(".lock"), say):
        return find_own(places) or obtain(places, say, install, build)


def obtain(
    places: Places, say: Callable[[str], None], install: Callable[[Steps], None], build: Callable[[Path, Steps], None]
) -> Path:
    """Download or build Pulumi; the lock must be held."""
    log_file = places.beside_build(".log")
    with log_file.open("w", encoding="utf-8") as log:
        steps = Steps(say, log)
        install(steps)
        if found := find_release(places):
            return found
        try:
            build_in_place(places.build, build, steps)
        except StepError as error:
            raise PulumiNotFoundError(
                f"Pulumi could not be built: {error}. The log is {log_file}. "
                f"You can also install Pulumi {dotted(OLDEST)} or newer yourself and put it on PATH."
            ) from error
    return places.build


def find_on_path(places: Places, say: Callable[[str], None]) -> Path | None:
    """Look on PATH; the language host may stand in another folder of it."""
    executable = shutil.which("pulumi", path=places.path)
    if executable is None:
        return None
    directory = Path(executable).absolute().parent
    if problem := defect(directory, f"{directory}{os.pathsep}{places.path}"):
        say(f"The Pulumi on PATH, {executable}, is passed over: {problem}.")
        return None
    return directory


def find_release(places: Places) -> Path | None:
    """Look for official releases, the installer's own folder first, then the newest version."""
    versions = sorted(places.releases.glob("versions/*/bin"), key=lambda folder: numbers(folder.parent.name))
    candidates = [places.releases / "bin", *reversed(versions)]
    return next((folder for folder in candidates if defect(folder, str(folder)) is None), None)


def find_own(places: Places) -> Path | None:
    """Look for what an earlier run has downloaded or built."""
    return find_release(places) or (places.build if defect(places.build, str(places.build)) is None else None)


def defect(directory: Path, search_path: str) -> str | None:
    """What keeps the Pulumi in this folder from being used, or None."""
    if shutil.which("pulumi", path=str(directory)) is None:
        return "there is no pulumi"
    if missing := [name for name in COMPANIONS if shutil.which(name, path=search_path) is None]:
        return f"{missing[0]} is missing"
    if not OLDEST <= (version := reported_version(directory / "pulumi")) < (OLDEST[0] + 1,):
        return f"its version is {dotted(version) or 'not known'}, and {dotted(OLDEST)} or a later {OLDEST[0]} is needed"
    return None


def reported_version(executable: Path) -> tuple[int, ...]:
    """The version that a pulumi reports, () if it does not."""
    environment = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        answer = subprocess.run(  # noqa: S603 - finding out what it is, is the purpose
            [executable, "version"],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=VERSION_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return numbers(answer.stdout.strip())


def numbers(version: str) -> tuple[int, ...]:
    """A version such as `v3.259.0` or `3.260.0-alpha.1` as three numbers, () for anything else."""
    match = re.match(r"v?(\d+)\.(\d+)\.(\d+)", version)
    return tuple(map(int, match.groups())) if match else ()


def dotted(version: tuple[int, ...]) -> str:
    """Three numbers as a version."""
    return ".".join(map(str, version))


@contextlib.contextmanager
def locked(lock_file: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a file; the system releases it however the process ends."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run is obtaining Pulumi; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_release(steps: Steps) -> None:
    """Try to download the official release; a failure is no error, for there is another way."""
    if importlib.util.find_spec("pulumi") is None:
        return
    steps.say(f"Trying to download Pulumi {PULUMI_VERSION}.")
    script = Path(__file__).with_name("install_release.py")
    try:
        steps.run("The download", [sys.executable, str(script), PULUMI_VERSION], limit=RELEASE_SECONDS)
    except StepError:
        steps.say(f"Pulumi {PULUMI_VERSION} cannot be downloaded from here.")


def build_in_place(target: Path, build: Callable[[Path, Steps], None], steps: Steps) -> None:
    """Build into a folder beside the target, check it, and rename it; the lock must be held."""
    for left_over in target.parent.glob(f"{target.name}.partial-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    steps.say(f"Building Pulumi {PULUMI_VERSION} from Go modules, once for this user: about 7 minutes on two cores.")
    partial = Path(tempfile.mkdtemp(prefix=f"{target.name}.partial-", dir=target.parent))
    try:
        build(partial, steps)
        if problem := defect(partial, str(partial)):
            raise StepError(f"what was built cannot be used, {problem}")
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    steps.say(f"Pulumi {PULUMI_VERSION} is in {target}.")


def say(line: str) -> None:
    """Tell the user how it goes; standard output is for the result alone."""
    print(line, file=sys.stderr, flush=True)


def end(signal_number: int, _frame: object) -> NoReturn:
    """End in good order when asked to, so that a half-made folder is removed."""
    sys.exit(128 + signal_number)


def main() -> int:
    """Print the folder, or the reason why there is none."""
    signal.signal(signal.SIGTERM, end)
    try:
        found = get_pulumi(Places.of(os.environ), say=say, install=install_release, build=build_pulumi.build)
    except (PulumiNotFoundError, OSError) as error:
        say(str(error) if isinstance(error, PulumiNotFoundError) else f"Pulumi could not be obtained: {error}.")
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
