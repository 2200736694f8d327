"""Two stacks that share a throttled lens at once, and outages in the middle of many creates. CREATES=300 tries more."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Timer

import pytest
from tests.e2e.conftest import ONE_SHARE
from tests.protocol.plugin import plugin_process
from tests.protocol.relays import Relay, relay
from tests.support import emulated
from tests.support.processes import finish
from tests.support.stack import Stack
from wellarchitected_emulator import Fault

CREATES = int(os.environ.get("CREATES", "60"))
REFUSED_SECONDS = 5
OUTAGE_SECONDS = 10 if CREATES < 300 else 30
SHARES = """
for number in range({}):
    wa.LensShare(f"share-{{number}}", lens_alias=lens, shared_with=f"{}{{number:03}}")
"""


def ids(shares):
    return {share.share_id for share in shares}


@pytest.fixture
def second_stack(tmp_path, pulumi_home, aws_config, lens):
    folder = tmp_path / "second"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: second\nruntime: python\n")
    second = Stack.init(folder, pulumi_home, {**aws_config, "lens": lens, "account": "444455556666"})
    second.program(ONE_SHARE)
    return second


def test_two_stacks_share_a_throttled_lens_at_once(stack, second_stack, wellarchitected, lens):
    wellarchitected.inject(Fault.throttling(rate=5, burst=5))
    stacks = {"444455556": stack, "777788889": second_stack}
    for prefix, one in stacks.items():
        one.declare(SHARES.format(CREATES // 2, prefix))
    processes = [one.start(*one.command("up")) for one in stacks.values()]
    outputs = [finish(process, 280) for process in processes]
    assert [0, 0] == [process.returncode for process in processes], outputs
    wellarchitected.clear_faults()
    shares = wellarchitected.shares(lens)
    assert Counter(f"{prefix}{number:03}" for prefix in stacks for number in range(CREATES // 2)) == Counter(
        share.shared_with for share in shares
    )
    assert ids(shares) == {each["outputs"]["share_id"] for one in stacks.values() for each in one.resources()}
    assert any(request.status == 429 for request in wellarchitected.requests())


class SamePort(Relay):
    """A relay on a port that is known before."""

    def __init__(self, port, target):
        self.chosen = port
        super().__init__(target, lambda body: body)

    def server_bind(self):
        self.server_address = ("127.0.0.1", self.chosen)
        super().server_bind()


@contextmanager
def after(seconds, action):
    timer = Timer(seconds, action)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


@contextmanager
def later(seconds, start_server):
    """Start a server after some seconds, and stop it at the end of the `with` block."""
    servers = []

    def serve():
        servers.append(start_server())
        servers[0].serve_forever(poll_interval=0.05)

    thread = Timer(seconds, serve)
    thread.start()
    try:
        yield servers
    finally:
        thread.cancel()
        if servers:
            servers[0].shutdown()
            servers[0].server_close()
        thread.join()


def create_the_others(plugin, lens):
    """Create shares side by side, as the engine does. With the one before, there are CREATES."""
    with ThreadPoolExecutor(4) as threads:
        inputs = [{"lens_alias": lens, "shared_with": f"444455556{number:03}"} for number in range(CREATES - 1)]
        return [id_ for id_, _ in threads.map(plugin.create, inputs)]


def test_many_creates_outlive_an_outage_without_a_retry_storm(wellarchitected, lens, aws_config):
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(emulated.as_received(aws_config))
        plugin.create({"lens_alias": lens, "shared_with": "777788889999"})
        wellarchitected.inject(Fault(error="ServiceUnavailableException", status=503, skip=20, times=None))
        with after(OUTAGE_SECONDS, wellarchitected.clear_faults):
            created = create_the_others(plugin, lens)
    assert {*created} < {f"{lens},{id_}" for id_ in ids(wellarchitected.shares(lens))}
    assert CREATES == len(wellarchitected.shares(lens))
    requests = wellarchitected.requests()
    assert any(request.status == 503 for request in requests)
    assert len(requests) < 4 * CREATES


def test_many_creates_outlive_a_port_that_refuses(wellarchitected, lens):
    with plugin_process(dict(os.environ)) as plugin:
        with relay(wellarchitected.url) as first:
            plugin.configure(emulated.as_received(emulated.aws_config(f"http://127.0.0.1:{first.port}")))
            plugin.create({"lens_alias": lens, "shared_with": "777788889999"})
        with later(REFUSED_SECONDS, lambda: SamePort(first.port, wellarchitected.url)) as servers:
            created = create_the_others(plugin, lens)
    assert {*created} < {f"{lens},{id_}" for id_ in ids(wellarchitected.shares(lens))}
    assert CREATES == len(wellarchitected.shares(lens))
    assert len(servers[0].seen) < 4 * CREATES
