"""The command line: an emulator in the background, a temporary one for a command, and error messages."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from tests.support.processes import run
from tests.support.waiting import wait_until
from wellarchitected_emulator import EmulatorClient
from wellarchitected_emulator.state.sample_lens import SAMPLE_ARN

COMMAND = (sys.executable, "-m", "wellarchitected_emulator")


@pytest.fixture
def emulator(tmp_path):
    """Run the command line in a folder of its own. Stops the emulator that it started."""

    def emulator(*arguments, **options):
        return run([*COMMAND, *arguments], cwd=tmp_path, **options)

    yield emulator
    emulator("stop")


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def test_start_and_stop_can_be_repeated(emulator, port):
    url = f"http://127.0.0.1:{port}"
    assert f"emulator is running at {url}" in emulator("start", "--port", port).stdout
    assert f"already running at {url}" in emulator("start", "--port", port).stdout
    assert f"Running at {url}" in emulator("status").stdout
    assert f"Stopped the emulator at {url}.\n" == emulator("stop").stdout
    assert "No emulator is running.\n" == emulator("stop").stdout
    status = emulator("status", check=False)
    assert (3, "No emulator is running.\n") == (status.returncode, status.stdout)


def test_all_files_are_in_the_state_folder(emulator, port, tmp_path):
    emulator("start", "--port", port, WELLARCHITECTED_EMULATOR_STATE="elsewhere")
    assert {"emulator.json", "emulator.log", "state.sqlite"} <= {
        path.name for path in (tmp_path / "elsewhere").iterdir()
    }
    assert [tmp_path / "elsewhere"] == list(tmp_path.iterdir())
    emulator("stop", "--state", "elsewhere")


def test_the_port_can_come_from_the_environment(emulator, port):
    said = emulator("start", WELLARCHITECTED_EMULATOR_PORT=port).stdout
    assert f"http://127.0.0.1:{port}" in said


def test_the_sample_lens_is_published_once_and_survives_a_restart(emulator, port):
    for _ in range(2):
        assert f"Sample lens: {SAMPLE_ARN}\n" in emulator("start", "--port", port, "--sample-lens").stdout
    client = EmulatorClient(f"http://127.0.0.1:{port}")
    share_id = client.share(SAMPLE_ARN, "444455556666")
    emulator("stop")
    emulator("start", "--port", port, "--sample-lens")
    assert [share_id] == [share.share_id for share in client.shares(SAMPLE_ARN)]


def test_a_sample_lens_under_another_arn_is_found_by_its_name(emulator, port):
    emulator("start", "--port", port, "--sample-lens")
    owner = EmulatorClient(f"http://127.0.0.1:{port}").client()
    text = owner.export_lens(LensAlias=SAMPLE_ARN)["LensJSON"]
    owner.delete_lens(LensAlias=SAMPLE_ARN, LensStatus="ALL")
    second = owner.import_lens(JSONString=text)["LensArn"]
    assert f"Sample lens: {second}\n" in emulator("start", "--port", port, "--sample-lens").stdout


def test_kill_9_loses_nothing_that_was_answered(emulator, port, tmp_path):
    emulator("start", "--port", port, "--sample-lens")
    client = EmulatorClient(f"http://127.0.0.1:{port}")
    ids = [client.share(SAMPLE_ARN, f"{number:012d}") for number in range(20)]
    process = json.loads((tmp_path / ".emulator" / "emulator.json").read_text())["pid"]
    os.kill(process, signal.SIGKILL)
    wait_until(lambda: "No emulator is running.\n" == emulator("status", check=False).stdout)
    assert "emulator is running" in emulator("start", "--port", port).stdout
    assert ids == [share.share_id for share in client.shares(SAMPLE_ARN)]


@pytest.mark.parametrize("ports", ["the same port", "any port"])
def test_starts_at_once_give_one_emulator(emulator, port, tmp_path, ports):
    chosen = port if "the same port" == ports else "0"
    command = [*COMMAND, "start", "--port", chosen]
    starts = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]
    said = [start.communicate(timeout=60) for start in starts]
    running = re.search(r"http://\S+ \(process \d+\)", emulator("status").stdout)[0]
    assert all(running in out and "" == error for out, error in said), said


def test_a_port_in_use_is_explained_with_a_solution(emulator, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        failed = emulator("start", "--port", str(port), check=False)
    expected = (
        f"Port {port} of 127.0.0.1 is in use by another program. "
        "Choose another port with --port or WELLARCHITECTED_EMULATOR_PORT.\n"
    )
    assert (1, expected) == (failed.returncode, failed.stderr)
    assert not (tmp_path / ".emulator" / "emulator.json").exists()


def test_a_stale_record_stops_no_other_process(emulator, port, tmp_path, wellarchitected):
    folder = tmp_path / ".emulator"
    folder.mkdir()
    record = f'{{"url": "{wellarchitected.url}", "pid": 1, "instance": "another"}}'
    (folder / "emulator.json").write_text(record)
    assert "No emulator is running.\n" == emulator("stop").stdout
    (folder / "emulator.json").write_text(record)
    emulator("start", "--port", port)


ANSWERS = {
    "another's JSON": b'HTTP/1.1 404 Not Found\r\nContent-Length: 24\r\n\r\n{"detail": "Not Found"}\n',
    "a list": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
    "a page": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p/>",
    "no HTTP": b"220 mail.example.com ESMTP\r\n",
}


@pytest.fixture
def other_program():
    """Start another program on the port of an earlier emulator."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer_with(answer):
            def answer_all():
                with suppress(OSError):  # the server is closed at the end of the test
                    while True:
                        connection, _ = server.accept()
                        with connection:
                            connection.recv(4096)
                            connection.sendall(answer)

            threading.Thread(target=answer_all, daemon=True).start()
            return f"http://127.0.0.1:{server.getsockname()[1]}"

        yield answer_with


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_another_program_at_the_url_of_a_stale_record_is_not_taken_for_an_emulator(
    emulator, tmp_path, other_program, answer
):
    folder = tmp_path / ".emulator"
    folder.mkdir()
    (folder / "emulator.json").write_text(f'{{"url": "{other_program(answer)}", "pid": 1, "instance": "another"}}')
    assert "No emulator is running.\n" == emulator("status", check=False).stdout
    assert "No emulator is running.\n" == emulator("stop").stdout
    assert not (folder / "emulator.json").exists()


def test_a_second_emulator_in_a_folder_is_refused_and_the_first_keeps_running(emulator, port):
    emulator("start", "--port", port)
    second = emulator("serve", "--port", "0", check=False)
    assert (1, "") == (second.returncode, second.stdout)
    assert f"already running at http://127.0.0.1:{port}. Stop it, or name another folder with --state." in second.stderr
    assert f"Running at http://127.0.0.1:{port}" in emulator("status").stdout


def test_an_interrupt_stops_serve_without_a_traceback(tmp_path):
    serve = subprocess.Popen(  # noqa: S603  # the emulator's own command
        [*COMMAND, "serve", "--port", "0"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    record = tmp_path / ".emulator" / "emulator.json"
    wait_until(record.exists)
    serve.send_signal(signal.SIGINT)
    _, said = serve.communicate(timeout=20)
    assert 0 == serve.returncode
    assert "Traceback" not in said
    assert not record.exists()


def test_env_prints_exports_for_a_shell(emulator, port):
    emulator("start", "--port", port)
    said = emulator("env", "--account", "444455556666", "--region", "eu-west-1").stdout
    assert "export AWS_ACCESS_KEY_ID=444455556666\n" in said
    assert f"export AWS_ENDPOINT_URL_WELLARCHITECTED=http://127.0.0.1:{port}\n" in said
    assert "export AWS_REGION=eu-west-1\n" in said


def test_env_without_an_emulator_says_how_to_start_one(emulator):
    failed = emulator("env", check=False)
    expected = "No emulator is running. Start one with: python -m wellarchitected_emulator start\n"
    assert (1, expected) == (failed.returncode, failed.stderr)


def test_reset_deletes_everything(emulator, port):
    emulator("start", "--port", port, "--sample-lens")
    emulator("reset")
    client = EmulatorClient(f"http://127.0.0.1:{port}")
    assert [] == client.client("wellarchitected").list_lenses()["LensSummaries"]


def test_run_starts_a_temporary_emulator_for_a_command(emulator):
    program = """
import os, botocore.session
print(os.environ["AWS_ENDPOINT_URL_WELLARCHITECTED"])
print(botocore.session.get_session().create_client("wellarchitected").list_lenses()["LensSummaries"])
"""
    done = emulator("run", "--account", "444455556666", "--", sys.executable, "-c", program)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+\n\[\]\n", done.stdout)


def test_run_returns_the_exit_code_of_the_command(emulator):
    assert 7 == emulator("run", "--", sys.executable, "-c", "raise SystemExit(7)", check=False).returncode
    assert 127 == emulator("run", "--", "no-such-command-anywhere", check=False).returncode
    assert 2 == emulator("run", check=False).returncode
