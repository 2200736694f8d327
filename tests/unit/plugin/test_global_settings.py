"""GlobalSettings' inputs, changes and waiting, with no call to AWS. All else is tested against the emulator.

The sentences of refusals stand in __snapshots__/test_global_settings/. `pytest tests/unit --snapshot-update` renews
them.
"""

import pytest
from pulumi_wellarchitected.aws import Polling, time_limit
from pulumi_wellarchitected.dynamic import global_settings
from pulumi_wellarchitected.errors import ConflictError, InternalError, InvalidInputError, UnreachableError
from pulumi_wellarchitected.global_settings.lifecycle import GlobalSettings
from pulumi_wellarchitected.global_settings.settings import Place
from pulumi_wellarchitected.ownership import Ownership
from pulumi_wellarchitected.plugin.changes import Changes
from pulumi_wellarchitected.plugin.schema.global_settings import GLOBAL_SETTINGS
from pulumi_wellarchitected.plugin.schema.inputs import Unknown

GOOD = {"organization_sharing_status": "ENABLED"}
BOTH = {**GOOD, "discovery_integration_status": "ENABLED"}
PLACE = Place("111122223333", "us-east-1")
STATE = {**GOOD, "account_id": "111122223333"}
NOTHING = Changes()

BAD = {
    "no setting": {"organization_sharing_status": None},
    "a lower-case status": {"organization_sharing_status": "enabled"},
    "a flag for a status": {"discovery_integration_status": True},
    "an empty status": {"discovery_integration_status": ""},
    "no Region": {"region": "here"},
    "an empty Region": {"region": ""},
    "text for a flag": {"disable_on_destroy": "true"},
    "a timeout without a unit": {"timeouts": {"create": "10"}},
}


def told(case):
    return [f"    {name}: {reason}" for name, reason in GLOBAL_SETTINGS.check({**GOOD, **BAD[case]}).items()]


def changes(olds=None, news=None):
    return global_settings.verbs.diff(str(PLACE), {**STATE, **(olds or {})}, {**GOOD, **(news or {})})


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_at_the_property_that_has_it(case):
    assert list(BAD[case]) == list(GLOBAL_SETTINGS.check({**GOOD, **BAD[case]}))


def test_every_refusal_reads_well(text_file):
    assert text_file == "\n".join(line for case in BAD for line in (case, *told(case))) + "\n"


@pytest.mark.parametrize(
    "given",
    [
        GOOD,
        BOTH,
        {"discovery_integration_status": "DISABLED"},
        {**GOOD, "discovery_integration_status": None, "region": None, "disable_on_destroy": None, "timeouts": None},
        {**GOOD, "region": "eu-west-1", "disable_on_destroy": True, "timeouts": {"delete": "90s"}},
        {"organization_sharing_status": Unknown(), "region": Unknown(), "disable_on_destroy": Unknown()},
    ],
)
def test_good_input_passes(given):
    assert {} == GLOBAL_SETTINGS.check(given)


def test_a_secret_status_that_is_not_accepted_is_not_shown():
    given = {"organization_sharing_status": "on", "secret_inputs": ["organization_sharing_status"]}
    with pytest.raises(InvalidInputError, match=r"^The secret input organization_sharing_status is not") as failure:
        global_settings.verbs.check({}, given)

    assert "'on'" not in str(failure.value)


@pytest.mark.parametrize(("region", "key"), [(None, (None,)), ("eu-west-1", ("eu-west-1",)), (Unknown(), None)])
def test_what_identifies_the_settings_is_their_region(region, key):
    assert key == GLOBAL_SETTINGS.key({"region": region})


def test_the_same_inputs_are_no_change():
    assert NOTHING == changes()
    assert NOTHING == changes(olds={"region": "us-east-1"}, news={"region": "us-east-1"})


@pytest.mark.parametrize(
    ("olds", "news", "updates"),
    [
        ({"organization_sharing_status": "DISABLED"}, {}, ("organization_sharing_status",)),
        ({}, {"organization_sharing_status": Unknown()}, ("organization_sharing_status",)),
        ({}, BOTH, ("discovery_integration_status",)),
        (BOTH, {}, ("discovery_integration_status",)),
        ({}, {"disable_on_destroy": True}, ("disable_on_destroy",)),
        ({}, {"region": "us-east-1"}, ("region",)),
        ({"region": "us-east-1"}, {}, ("region",)),
    ],
)
def test_other_settings_are_an_update(olds, news, updates):
    assert Changes((), updates) == changes(olds, news)


@pytest.mark.parametrize("region", ["eu-west-1", Unknown()])
def test_another_region_is_a_replacement(region):
    assert Changes(("region",)) == changes(news={"region": region})


@pytest.mark.parametrize("id_", ["", "111122223333", "us-east-1", "111122223333,us-east-1", "1111/us-east-1"])
def test_a_malformed_id_is_refused(id_):
    with pytest.raises(InvalidInputError, match=r"is not the ID of global settings. Give <account ID>/<Region>"):
        global_settings.verbs.read(id_, {})


class ApiInMemory:
    """Settings that show a change only after some reads. What is in `failures` is raised before an update."""

    region = PLACE.region

    def __init__(self, *failures, lag=0):
        self.failures = list(failures)
        self.lag = lag
        self.updates = []
        self.shown = {"organization_sharing_status": "DISABLED", "discovery_integration_status": "DISABLED"}

    def read(self, _place):
        if self.updates and not self.failures and self.lag == 0:
            self.shown |= self.updates[-1]
        elif self.updates:
            self.lag -= 1
        return self.shown

    def update(self, _place, settings):
        if self.failures:
            raise self.failures.pop(0)
        self.updates.append(settings)


def change(api, wanted=BOTH):
    """Returns how long it took. Only sleeping takes time."""
    now = [0.0]

    def sleep(seconds):
        now[0] += seconds

    with time_limit(60):
        GlobalSettings(api, Ownership(), Polling(lambda: now[0], sleep)).change(PLACE, wanted)
    return now[0]


def test_a_change_that_is_shown_at_once_takes_no_time():
    api = ApiInMemory()
    assert 0 == change(api)
    assert [BOTH] == api.updates


def test_a_change_that_is_shown_late_is_sent_once():
    api = ApiInMemory(lag=3)
    assert 0 < change(api) < 60
    assert [BOTH] == api.updates


def test_a_change_that_is_never_shown_is_an_error_after_a_minute():
    api = ApiInMemory(lag=1000)
    with pytest.raises(InternalError, match="Changed organization_sharing_status, discovery_integration_status in "):
        change(api)
    assert [BOTH] == api.updates


def test_a_conflict_is_tried_again():
    api = ApiInMemory(ConflictError("Busy."), ConflictError("Busy."))
    change(api)
    assert [BOTH] == api.updates


@pytest.mark.parametrize("failure", [ConflictError("Busy."), UnreachableError("Lost.")])
def test_a_failure_that_does_not_heal_is_the_error_after_a_minute(failure):
    with pytest.raises(type(failure), match=str(failure)):
        change(ApiInMemory(*[failure] * 1000))
