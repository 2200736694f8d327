"""The Python API: the whole state of the emulator, and changes out of band."""

import json
import sqlite3
from contextlib import closing
from importlib.metadata import metadata
from pathlib import Path

import pytest
import wellarchitected_emulator
from wellarchitected_emulator import Emulator, EmulatorClient, EmulatorError, Lens, PortInUseError, Settings
from wellarchitected_emulator.state.sample_lens import minimal_lens

ROOT = Path(__file__).parents[3]
OWNER = "111122223333"
CONSUMER = "444455556666"


def test_the_package_exports_these_names():
    expected = [
        "Emulator",
        "EmulatorClient",
        "EmulatorError",
        "Fault",
        "Lens",
        "LensVersion",
        "Organization",
        "PortInUseError",
        "Request",
        "Settings",
        "Share",
        "credentials",
        "lens_arn",
    ]
    assert expected == wellarchitected_emulator.__all__


def test_the_distribution_contains_the_license():
    assert ["LICENSE"] == metadata("wellarchitected-emulator").get_all("License-File")
    assert (ROOT / "LICENSE").read_text() == (ROOT / "emulator" / "LICENSE").read_text()


def test_the_environment_has_everything_that_an_sdk_needs(wellarchitected):
    expected = {
        "AWS_ACCESS_KEY_ID": CONSUMER,
        "AWS_SECRET_ACCESS_KEY": "emulated",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL_WELLARCHITECTED": wellarchitected.url,
        "AWS_ENDPOINT_URL_STS": wellarchitected.url,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    assert expected == wellarchitected.environment(account=CONSUMER, region="eu-west-1")


def test_a_share_in_the_state_has_all_fields(wellarchitected, lens, share):
    share_id = share()
    wellarchitected.set_status(lens, share_id, "FAILED", message="no")
    (known,) = wellarchitected.shares(lens)
    assert (share_id, lens, CONSUMER, "FAILED", "no") == (
        known.share_id,
        known.lens_arn,
        known.shared_with,
        known.status,
        known.status_message,
    )
    assert known.created_at <= known.updated_at <= wellarchitected.now


def test_a_share_created_out_of_band_is_like_any_other(wellarchitected, lens, listed, consumer):
    share_id = wellarchitected.share(lens, CONSUMER)
    assert [{"ShareId": share_id, "SharedWith": CONSUMER, "Status": "PENDING"}] == listed()
    consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="REJECT")
    assert ["REJECTED"] == [known.status for known in wellarchitected.shares(lens)]


def test_no_rule_applies_to_a_raw_row(wellarchitected, lens, listed):
    wellarchitected.share(lens, CONSUMER, status="PENDING")
    wellarchitected.share(lens, CONSUMER, status="REVOKED", message="why", share_id="0" * 32)
    wellarchitected.share(lens, "whatever", status="NEW")
    assert ["PENDING", "REVOKED", "NEW"] == [shown["Status"] for shown in listed()]
    assert "0" * 32 == listed()[1]["ShareId"]


def test_a_share_can_be_removed_out_of_band(wellarchitected, lens, share, listed):
    wellarchitected.configure(read_lag_seconds=0)
    wellarchitected.remove_share(lens, share())
    assert [] == listed()


def test_invitations_can_be_accepted_and_rejected(wellarchitected, lens, share, listed):
    wellarchitected.accept(lens, share())
    wellarchitected.reject(lens, share("777788889999"))
    assert ["ACCEPTED", "REJECTED"] == [shown["Status"] for shown in listed()]


def test_a_missing_share_cannot_be_changed(wellarchitected, lens):
    for change in (wellarchitected.remove_share, wellarchitected.accept):
        with pytest.raises(EmulatorError, match="no share"):
            change(lens, "0" * 32)


def test_settings_are_read_and_changed(wellarchitected):
    assert Settings() == wellarchitected.settings
    assert Settings(page_size=2, dead_shares_count=False) == wellarchitected.configure(
        page_size=2, dead_shares_count=False
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pagesize": 2}, "No setting is called pagesize"),
        ({"page_size": 0}, "page_size"),
        ({"page_size": 1.5}, "page_size"),
        ({"page_size": True}, "page_size"),
        ({"read_lag_seconds": -1}, "read_lag_seconds"),
        ({"dead_shares_count": 1}, "dead_shares_count"),
        ({"organization_principal_echo": "both"}, "as_given, id, arn"),
        ({"import_status": "DONE"}, "absent, COMPLETE, IN_PROGRESS, ERROR"),
    ],
)
def test_a_bad_setting_is_refused(wellarchitected, changes, message):
    with pytest.raises(EmulatorError, match=message):
        wellarchitected.configure(**changes)


def test_reset_returns_to_the_initial_state(wellarchitected, owner, lens, share):
    share()
    wellarchitected.configure(page_size=1)
    wellarchitected.enable_organization_sharing()
    before = wellarchitected.now
    wellarchitected.advance(days=8)
    wellarchitected.reset()
    assert [] == owner.list_lenses()["LensSummaries"]
    assert ["ListLenses"] == [request.operation for request in wellarchitected.requests()]
    assert (Settings(), False) == (wellarchitected.settings, wellarchitected.organization().sharing_enabled)
    assert 60 > (wellarchitected.now - before).total_seconds()
    assert lens == wellarchitected.publish_lens("security")


def test_a_lens_is_published_once_under_its_name(wellarchitected, lens):
    with pytest.raises(EmulatorError, match="normalized name security already exists"):
        wellarchitected.publish_lens("Security")
    elsewhere = [wellarchitected.publish_lens(region="eu-west-1"), wellarchitected.publish_lens(account=CONSUMER)]
    assert 3 == len({lens, *elsewhere})


def test_the_lenses_of_an_account_show_their_version_draft_and_tags(wellarchitected, owner, lens):
    owner.tag_resource(WorkloadArn=lens, Tags={"team": "platform"})
    draft = owner.import_lens(JSONString=json.dumps(minimal_lens("cost")))["LensArn"]
    first, second = wellarchitected.lenses()
    assert Lens(lens, "security", "1.0", None, {"team": "platform"}) == first
    assert (draft, "cost", None, {}) == (second.arn, second.name, second.version, second.tags)
    assert "The cost lens." == second.draft["description"]
    assert [] == wellarchitected.lenses(OWNER, "eu-west-1")


def test_the_versions_of_a_lens_are_listed_with_their_documents(wellarchitected, owner):
    lens = wellarchitected.publish_lens("security", version="0.9")
    owner.import_lens(LensAlias=lens, JSONString=json.dumps({**minimal_lens("security"), "description": "New."}))
    owner.create_lens_version(LensAlias=lens, LensVersion="1.0")
    first, second = wellarchitected.lens_versions(lens)
    assert [("0.9", True), ("1.0", False)] == [(first.name, first.is_major), (second.name, second.is_major)]
    assert ["The security lens.", "New."] == [first.document["description"], second.document["description"]]
    assert first.published_at <= second.published_at <= wellarchitected.now


def test_a_client_by_url_has_the_same_api(wellarchitected, lens):
    elsewhere = EmulatorClient(wellarchitected.url)
    assert elsewhere.share(lens, CONSUMER) == wellarchitected.shares(lens)[0].share_id


def test_an_unknown_control_call_is_refused(wellarchitected):
    with pytest.raises(EmulatorError, match="no control call GET /_emulator/weather"):
        wellarchitected.call("GET", "weather")
    with pytest.raises(EmulatorError, match="lens is missing"):
        wellarchitected.call("GET", "shares")
    with pytest.raises(EmulatorError, match="Invalid lens alias text"):
        wellarchitected.lens_versions("text")
    with pytest.raises(EmulatorError, match="account and region must be texts"):
        wellarchitected.call("GET", "lenses", {"account": 111122223333})


def test_state_in_a_file_survives_a_restart(tmp_path):
    path = tmp_path / "state.sqlite"
    with Emulator(state=path) as emulator:
        lens = emulator.publish_lens("security")
        share_id = emulator.share(lens, CONSUMER)
        emulator.configure(page_size=3)
        emulator.advance(days=8)
    with Emulator(state=path) as emulator:
        assert [(share_id, "EXPIRED")] == [(share.share_id, share.status) for share in emulator.shares(lens)]
        assert 3 == emulator.settings.page_size


def test_an_older_state_file_is_still_read(tmp_path):
    path = tmp_path / "state.sqlite"
    with Emulator(state=path) as emulator:
        lens = emulator.publish_lens("security")
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for table, column in (("lens", "importing"), ("lens", "import_done_at"), ("lens_version", "is_major")):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("INSERT INTO value VALUES ('settings', ?)", (json.dumps({"shared_lens_deletion_conflicts": True}),))
    with Emulator(state=path) as emulator:
        assert [(lens, "1.0")] == [(known.arn, known.version) for known in emulator.lenses()]
        assert Settings() == emulator.settings


def test_a_token_survives_a_restart(tmp_path):
    path = tmp_path / "state.sqlite"
    parameters = {"SharedWith": CONSUMER, "ClientRequestToken": "t"}
    with Emulator(state=path) as emulator:
        lens = emulator.publish_lens("security")
        first = emulator.client().create_lens_share(LensAlias=lens, **parameters)["ShareId"]
    with Emulator(state=path) as emulator:
        assert first == emulator.client().create_lens_share(LensAlias=lens, **parameters)["ShareId"]


def test_a_port_in_use_raises_its_own_error(wellarchitected):
    port = int(wellarchitected.url.rpartition(":")[2])
    with pytest.raises(PortInUseError):
        Emulator(port=port)


def test_the_machines_aws_settings_are_ignored(wellarchitected, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "missing")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    wellarchitected.client("wellarchitected").list_lenses()
