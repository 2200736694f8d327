"""Global settings whose change fails, or whose answer is lost."""

import pytest
from tests.protocol.global_settings.answers import ID, SHARING, failing
from wellarchitected_emulator import Fault

SOON = {"timeouts": {"create": "2s", "update": "2s", "delete": "2s"}}


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "InternalServerException"}], ids=["drop", "error"])
def test_a_change_whose_answer_is_lost_is_made(management, wellarchitected, settings_of, fault):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", when="after", **fault))
    assert ID == management.create(SHARING)[0]
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_change_whose_every_answer_is_lost_is_seen(management, wellarchitected, settings_of):
    fault = Fault(operation="UpdateGlobalSettings", when="after", error="InternalServerException", times=None)
    wellarchitected.inject(fault)
    assert ID == management.create({**SHARING, **SOON})[0]
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_change_that_never_happens_is_an_error(management, wellarchitected, settings_of):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="InternalServerException", times=None))
    assert "InternalError: Could not set organization_sharing_status" in failing(management.create, {**SHARING, **SOON})
    assert ("DISABLED", "DISABLED") == settings_of()


def test_a_conflict_is_tried_again(management, wellarchitected, settings_of):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="ConflictException", times=2))
    assert ID == management.create(SHARING)[0]
    assert ("ENABLED", "DISABLED") == settings_of()
    assert 0 == len(management.engine.warnings)


def test_a_conflict_that_stays_is_an_error(management, wellarchitected):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="ConflictException", times=None))
    assert "ConflictError" in failing(management.create, {**SHARING, **SOON})


@pytest.mark.parametrize("verb", ["refresh", "get"])
def test_a_denied_read_is_an_error(management, wellarchitected, verb):
    id_, state = management.create(SHARING)
    wellarchitected.inject(Fault(operation="GetGlobalSettings", error="AccessDeniedException"))
    arguments = (id_, state) if verb == "refresh" else (id_,)
    assert "wellarchitected:GetGlobalSettings" in failing(getattr(management, verb), *arguments)
