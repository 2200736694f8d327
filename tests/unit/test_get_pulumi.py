"""Where Pulumi comes from: with stand-ins for its programs, for Go and the network; with real processes and locks."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.waiting import wait_until

import build_pulumi
import get_pulumi
from build_pulumi import GO_MINIMUM, LANGUAGE_HOST_VERSION, PULUMI_VERSION
from get_pulumi import COMPANIONS, Places, PulumiNotFoundError
from steps import StepError, Steps, in_words

TOOLS = Path(get_pulumi.__file__).parent


def put_script(file: Path, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def put_pulumi(directory: Path, version: str = PULUMI_VERSION, *, without: str = "") -> Path:
    put_script(directory / "pulumi", f"echo v{version}")
    for name in COMPANIONS:
        if name != without:
            put_script(directory / name, "exit 0")
    return directory


def no_download(_steps: Steps) -> None:
    """As on a closed network."""


def unexpected(*_arguments: object) -> None:
    raise AssertionError("there was no need for this")


def build_whole(directory: Path, _steps: Steps) -> None:
    put_pulumi(directory)


def get(places: Places, *, say=unexpected, install=unexpected, build=unexpected) -> Path:
    return get_pulumi.get_pulumi(places, say=say, install=install, build=build)


def build_now(places: Places, build=build_whole, said: list[str] | None = None) -> Path:
    return get(places, say=([] if said is None else said).append, install=no_download, build=build)


def partial_folders(places: Places) -> list[Path]:
    return list(places.cache.glob("*.partial-*"))


@pytest.fixture
def places(tmp_path):
    return Places(path="", releases=tmp_path / ".pulumi", cache=tmp_path / "cache")


@pytest.fixture
def steps(tmp_path):
    with (tmp_path / "steps.log").open("w") as log:
        yield Steps(say=unexpected, log=log)


class TestVersions:
    @pytest.mark.parametrize(
        ("text", "version"),
        [
            ("v3.259.0", (3, 259, 0)),
            ("3.260.0-alpha.1+abc", (3, 260, 0)),
            ("v3.1000.12", (3, 1000, 12)),
            ("", ()),
            ("latest", ()),
            ("v3.259", ()),
        ],
    )
    def test_a_version_is_three_numbers_or_nothing(self, text, version):
        assert version == get_pulumi.numbers(text)

    @pytest.mark.parametrize("version", ["3.254.0", "3.259.0", "3.999.9"])
    def test_a_new_enough_version_has_no_defect(self, tmp_path, version):
        assert get_pulumi.defect(put_pulumi(tmp_path, version), str(tmp_path)) is None

    @pytest.mark.parametrize("version", ["3.253.9", "2.300.0", "4.0.0", "unknown"])
    def test_any_other_version_is_a_defect(self, tmp_path, version):
        assert "version is" in get_pulumi.defect(put_pulumi(tmp_path, version), str(tmp_path))

    def test_a_pulumi_that_does_not_run_has_no_version(self, tmp_path):
        put_pulumi(tmp_path)
        put_script(tmp_path / "pulumi", "echo v3.259.0; exit 1")
        assert "its version is not known" in get_pulumi.defect(tmp_path, str(tmp_path))

    @pytest.mark.parametrize(
        ("folder", "module", "version"),
        [
            ("cli", "github.com/pulumi/pulumi/pkg/v3", PULUMI_VERSION),
            ("cli", "github.com/pulumi/pulumi/sdk/v3", PULUMI_VERSION),
            ("language_host", "github.com/pulumi/pulumi/sdk/v3", LANGUAGE_HOST_VERSION),
        ],
    )
    def test_the_go_modules_require_the_versions_that_the_tool_names(self, folder, module, version):
        required = re.findall(rf"{re.escape(module)} v(\S+)", (TOOLS / "go" / folder / "go.mod").read_text())
        assert [version] == required

    def test_the_go_module_of_the_cli_asks_for_the_go_that_the_tool_asks_for(self):
        asked = re.search(r"^go (\S+)$", (TOOLS / "go/cli/go.mod").read_text(), re.MULTILINE)
        assert get_pulumi.dotted(GO_MINIMUM) == asked[1]


class TestFinding:
    def test_a_pulumi_on_path_comes_before_all_others(self, places, tmp_path):
        on_path = put_pulumi(tmp_path / "bin")
        put_pulumi(places.releases / "bin")
        put_pulumi(places.build)
        assert on_path == get(replace(places, path=f"{tmp_path}/none:{on_path}"))

    def test_its_language_host_may_stand_elsewhere_on_path(self, places, tmp_path):
        host = "pulumi-language-python"
        on_path = put_pulumi(tmp_path / "bin", without=host)
        put_script(tmp_path / "other" / host, "exit 0")
        assert on_path == get(replace(places, path=f"{on_path}:{tmp_path}/other"))

    @pytest.mark.parametrize("companion", COMPANIONS)
    def test_one_without_what_python_programs_need_is_passed_over_with_the_reason(self, places, tmp_path, companion):
        on_path = put_pulumi(tmp_path / "bin", without=companion)
        put_pulumi(places.build)
        said = []
        assert places.build == get(replace(places, path=str(on_path)), say=said.append)
        assert [f"The Pulumi on PATH, {on_path}/pulumi, is passed over: {companion} is missing."] == said

    def test_one_that_is_too_old_is_passed_over_with_the_reason(self, places, tmp_path):
        on_path = put_pulumi(tmp_path / "bin", "3.100.0")
        put_pulumi(places.build)
        said = []
        assert places.build == get(replace(places, path=str(on_path)), say=said.append)
        assert ["its version is 3.100.0, and 3.254.0 or a later 3 is needed."] == [line.split(": ")[1] for line in said]

    def test_the_newest_usable_release_is_taken_before_a_build(self, places):
        for version in ("3.99.0", "3.255.0", "3.1000.0"):
            put_pulumi(places.releases / "versions" / version / "bin", version)
        put_pulumi(places.releases / "versions" / "3.2000.0" / "bin", "3.2000.0", without="pulumi-language-python")
        put_pulumi(places.build)
        assert places.releases / "versions/3.1000.0/bin" == get(places)

    def test_a_build_of_an_earlier_run_needs_neither_lock_nor_network(self, places):
        put_pulumi(places.build)
        assert places.build == get(places)
        assert [places.build] == list(places.cache.iterdir())

    def test_the_places_are_those_of_the_environment(self, tmp_path):
        found = Places.of({"PATH": "/bin", "XDG_CACHE_HOME": str(tmp_path)})
        assert ("/bin", tmp_path / "pulumi-wellarchitected") == (found.path, found.cache)
        assert re.fullmatch(r"pulumi-v3\.\d+\.\d-(linux|darwin)-\w+", found.build.name)


class TestObtaining:
    def test_a_download_spares_the_build(self, places):
        release = places.releases / "versions" / PULUMI_VERSION / "bin"
        assert release == get(places, install=lambda _steps: put_pulumi(release))

    def test_without_a_download_it_is_built_into_the_cache(self, places):
        said = []
        assert places.build == build_now(places, said=said)
        assert get_pulumi.defect(places.build, str(places.build)) is None
        assert "about 7 minutes on two cores" in said[0]
        assert not partial_folders(places)

    def test_a_failed_build_is_one_sentence_with_the_log_and_leaves_no_folder(self, places):
        def fail(directory: Path, steps: Steps) -> None:
            put_pulumi(directory)
            steps.run("Building pulumi", ["sh", "-c", "echo no route; exit 3"])

        with pytest.raises(PulumiNotFoundError) as failure:
            build_now(places, fail)
        log = places.cache / f"{places.build.name}.log"
        assert str(failure.value).startswith(
            f"Pulumi could not be built: Building pulumi ended with exit status 3. The log is {log}."
        )
        assert "no route" in log.read_text()
        assert not places.build.exists()
        assert not partial_folders(places)

    def test_a_build_that_is_not_whole_is_not_put_in_place(self, places):
        with pytest.raises(PulumiNotFoundError, match="pulumi-language-python-exec is missing"):
            build_now(places, lambda folder, _: put_pulumi(folder, without="pulumi-language-python-exec"))
        assert not places.build.exists()

    def test_a_build_that_lost_a_file_is_made_again(self, places):
        put_pulumi(places.build)
        (places.build / "pulumi-language-python").unlink()
        assert places.build == build_now(places)
        assert places.build == get(places)

    def test_an_interrupted_build_leaves_no_folder(self, places):
        def interrupt(directory: Path, _steps: Steps) -> None:
            put_pulumi(directory)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build_now(places, interrupt)
        assert not places.build.exists()
        assert not partial_folders(places)

    def test_two_runs_at_once_build_once(self, places):
        builds, said = [], []
        both_started = threading.Barrier(2)

        def build_slowly(directory: Path, _steps: Steps) -> None:
            builds.append(directory)
            time.sleep(0.3)
            put_pulumi(directory)

        def run() -> None:
            both_started.wait()
            assert places.build == build_now(places, build_slowly, said)

        runs = [threading.Thread(target=run) for _ in range(2)]
        for each in runs:
            each.start()
        for each in runs:
            each.join()
        assert 1 == len(builds)
        assert 1 == said.count("Another run is obtaining Pulumi; waiting for it.")


class TestProgram:
    """The tool as it is called, with a stand-in for Go."""

    @pytest.fixture
    def run(self, tmp_path):
        def run(**kwargs) -> subprocess.Popen[str]:
            environment = {
                "HOME": str(tmp_path / "home"),
                "PATH": f"{tmp_path / 'go'}:/usr/bin:/bin",
                "SDK": str(tmp_path / "sdk"),
                "HTTPS_PROXY": "http://127.0.0.1:9",
            }
            return subprocess.Popen(  # noqa: S603 - the tool itself
                [sys.executable, TOOLS / "get_pulumi.py"],
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                **kwargs,
            )

        return run

    @pytest.fixture
    def build_folder(self, tmp_path):
        return Places.of({"XDG_CACHE_HOME": str(tmp_path / "home/.cache")}).build

    @pytest.fixture
    def put_go(self, tmp_path):
        for file in build_pulumi.SDK_FILES:
            (tmp_path / "sdk" / file).parent.mkdir(parents=True)
            (tmp_path / "sdk" / file).write_text("#!/bin/sh\n")

        def put(build: str) -> None:
            cases = f'case "$1" in env) echo go1.26.8;; list) echo "$SDK";; build) {build};; esac'
            put_script(tmp_path / "go" / "go", cases)

        return put

    COMPILE = '(echo "#!/bin/sh"; echo "echo v3.259.0") > "$7"; chmod +x "$7"'
    SLEEP = 'echo $$ > "$SDK/pid.new"; mv "$SDK/pid.new" "$SDK/pid"; exec sleep 30'

    def test_standard_output_is_the_folder_alone(self, run, put_go, build_folder):
        put_go(self.COMPILE)
        with run() as program:
            out, err = program.communicate()
        assert (0, f"{build_folder}\n") == (program.returncode, out), err
        assert "cannot be downloaded from here" in err

    def test_a_failure_is_a_sentence_without_a_traceback(self, run, put_go, build_folder):
        put_go("echo broken; exit 1")
        with run() as program:
            out, err = program.communicate()
        assert (1, "") == (program.returncode, out)
        assert "Traceback" not in err
        assert err.splitlines()[-1].startswith("Pulumi could not be built: Building pulumi-language-python ended with")
        assert f"The log is {build_folder}.log" in err

    def test_a_killed_run_leaves_nothing_that_a_later_run_takes_for_whole(self, run, put_go, build_folder, tmp_path):
        put_go(f"{self.COMPILE}; {self.SLEEP}")
        with run() as program:
            orphan = pid_in(tmp_path / "sdk/pid")
            program.kill()
        os.kill(orphan, signal.SIGKILL)
        assert not build_folder.exists()
        put_go(self.COMPILE)
        with run() as program:
            out, err = program.communicate()
        assert f"{build_folder}\n" == out, err
        assert not list(build_folder.parent.glob("*.partial-*"))

    def test_a_terminated_run_ends_its_build_and_leaves_no_folder(self, run, put_go, build_folder, tmp_path):
        put_go(self.SLEEP)
        with run() as program:
            child = pid_in(tmp_path / "sdk/pid")
            program.terminate()
        assert 128 + signal.SIGTERM == program.returncode
        assert not list(build_folder.parent.glob("*.partial-*"))
        wait_until(lambda: ended(child))


def pid_in(file: Path) -> int:
    wait_until(file.exists)
    return int(file.read_text())


def ended(pid: int) -> bool:
    """Whether a process is gone, or only waits for whoever collects orphans."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z " in status.read_text()


class TestGo:
    @pytest.mark.parametrize("version", ["go1.25.11", "go1.26.0", "go1.27rc1", "go2.0.1"])
    def test_a_go_that_is_new_enough_is_used(self, tmp_path, version):
        put_script(tmp_path / "go", f"echo {version}")
        assert tmp_path / "go" == build_pulumi.find_go({"PATH": str(tmp_path)}).executable

    @pytest.mark.parametrize("version", ["go1.25.10", "go1.9", "devel +abc", ""])
    def test_any_other_go_is_not(self, tmp_path, version):
        put_script(tmp_path / "go", f"echo {version}")
        assert build_pulumi.find_go({"PATH": str(tmp_path)}) is None

    def test_there_may_be_no_go(self, tmp_path):
        assert build_pulumi.find_go({"PATH": str(tmp_path)}) is None

    def test_the_build_is_for_this_machine_whatever_the_user_builds_for(self):
        environment = build_pulumi.go_environment({"GOOS": "plan9", "GOFLAGS": "-mod=mod", "GOPROXY": "off"})
        assert "GOOS" not in environment
        assert environment["GOFLAGS"].startswith("-mod=readonly ")
        assert "off" == environment["GOPROXY"]


class TestSteps:
    def test_the_output_of_a_step_is_in_the_log(self, steps):
        steps.run("Talking", ["sh", "-c", "echo out; echo err >&2"])
        assert ["out", "err"] == Path(steps.log.name).read_text().splitlines()[1:]

    def test_a_long_step_tells_how_long_it_has_taken(self, steps):
        said = []
        replace(steps, say=said.append, progress_seconds=0.1).run("Sleeping", ["sleep", "0.35"])
        assert "  Sleeping: 0 s so far" == said[0]

    def test_a_step_that_takes_too_long_ends_with_its_children(self, steps, tmp_path):
        with pytest.raises(StepError, match="Sleeping took longer than 1 s"):
            replace(steps, say=[].append).run(
                "Sleeping", ["sh", "-c", f"sleep 30 & echo $! > {tmp_path}/pid; wait"], limit=0.7
            )
        child = pid_in(tmp_path / "pid")
        wait_until(lambda: ended(child))

    @pytest.mark.parametrize(
        ("seconds", "words"), [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s")]
    )
    def test_a_duration_reads_well(self, seconds, words):
        assert words == in_words(seconds)


class TestDownload:
    @staticmethod
    def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - this Python
            [sys.executable, "-c", f"import signal, install_release\n{code}"],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(TOOLS), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_a_network_that_never_answers_costs_a_limited_time(self, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            proxy = f"http://127.0.0.1:{silent.getsockname()[1]}"
            ended = self.python(
                "install_release.FIRST_ANSWER_SECONDS = 1\ninstall_release.install('3.259.0')",
                HOME=str(tmp_path),
                HTTPS_PROXY=proxy,
            )
        assert -signal.SIGALRM == ended.returncode, ended.stderr
        assert not list(tmp_path.rglob("pulumi"))

    def test_the_first_answer_ends_that_limit(self):
        ended = self.python(
            "signal.alarm(60)\n"
            "install_release.FirstAnswer().https_response(None, None)\n"
            "print(signal.alarm(0), 'seconds left')"
        )
        assert "0 seconds left\n" == ended.stdout, ended.stderr
