"""A stack for each test, configured for the emulator."""

import json
import shutil

import pytest
from tests.e2e.example_projects import EXAMPLES, config_set_in, readme
from tests.e2e.lens_programs import OF_REVIEWS, document
from tests.e2e.stand_in_aws.installation import install
from tests.support import emulated
from tests.support.processes import end_session, session_members
from tests.support.stack import Stack
from tests.support.waiting import wait_until

ONE_SHARE = """
import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
share = wa.LensShare("security", lens_alias=config.require("lens"), shared_with=config.require("account"))
pulumi.export("share_id", share.share_id)
pulumi.export("status", share.status)
"""


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)


@pytest.fixture
def aws_config(wellarchitected):
    return emulated.aws_config(wellarchitected.url)


@pytest.fixture(scope="session")
def pulumi_home(tmp_path_factory):
    return tmp_path_factory.mktemp("pulumi-home")


@pytest.fixture(scope="session")
def home_with_stand_in(tmp_path_factory):
    """A PULUMI_HOME in which aws.Provider finds its plugin."""
    home = tmp_path_factory.mktemp("home")
    install(home)
    return home


@pytest.fixture
def stack(tmp_path, pulumi_home, aws_config, lens):
    """A project with one share."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: one-share\nruntime: python\n")
    stack = Stack.init(folder, pulumi_home, {**aws_config, "lens": lens, "account": "444455556666"})
    stack.program(ONE_SHARE)
    return stack


@pytest.fixture
def project(tmp_path, pulumi_home, aws_config, wellarchitected):
    """Copies an example. Returns the stack of one of its programs, in an organization that shares."""
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)

    def project(example, **config):
        folder = tmp_path / example
        shutil.copytree(EXAMPLES / example, folder)
        return Stack.init(folder, pulumi_home, {**aws_config, **config_set_in(readme(EXAMPLES / example)), **config})

    return project


@pytest.fixture
def declare_lens(stack):
    """Declares a lens with one share, and writes an edition of its document."""

    def declare(version="1.0.0", more="", **changes):
        (stack.folder / "lens.json").write_text(json.dumps(document(**changes)))
        stack.declare(OF_REVIEWS.format(more=more))
        stack.configure({"version": version})

    declare()
    return declare


@pytest.fixture
def running_up(stack):
    """Starts `pulumi up`, and leaves nothing of it behind."""
    started = []

    def start(*arguments):
        started.append(stack.start(*stack.command("up", *arguments)))
        return started[-1]

    yield start
    for process in started:
        end_session(process.pid)  # a killed engine leaves plugins behind, in groups of their own
        process.communicate()
    wait_until(lambda: not any(session_members(process.pid) for process in started))
