"""The pickled provider that stands in users' state: what it is may never change."""

import base64
import pickle

import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from tests.support.pickles import (
    ACCEPTER_PROTOCOL_4,
    ACCEPTER_PROTOCOL_5,
    EXCLUSIVE_PROTOCOL_4,
    EXCLUSIVE_PROTOCOL_5,
    GLOBAL_SETTINGS_PROTOCOL_4,
    GLOBAL_SETTINGS_PROTOCOL_5,
    LENS_PROTOCOL_4,
    LENS_PROTOCOL_5,
    PROFILE_PROTOCOL_4,
    PROFILE_PROTOCOL_5,
    PROTOCOL_4,
    PROTOCOL_5,
    TEMPLATE_PROTOCOL_4,
    TEMPLATE_PROTOCOL_5,
    WORKLOAD_PROTOCOL_4,
    WORKLOAD_PROTOCOL_5,
)


@pytest.mark.skipif(pickle.DEFAULT_PROTOCOL != 4, reason="from Python 3.14 on, the SDK pickles by protocol 5")
def test_the_provider_is_pickled_as_it_has_always_been():
    assert PROTOCOL_4 == serialize_provider(dynamic.lens_share)


@pytest.mark.parametrize(("protocol", "pickled"), [(4, PROTOCOL_4), (5, PROTOCOL_5)])
def test_the_provider_is_pickled_as_it_has_always_been_whichever_python_does_it(protocol, pickled):
    assert pickled == base64.b64encode(pickle.dumps(dynamic.lens_share, protocol)).decode()


@pytest.mark.parametrize("pickled", [PROTOCOL_4, PROTOCOL_5])
def test_a_provider_from_an_old_state_is_this_very_object(pickled):
    assert dynamic.lens_share is pickle.loads(base64.b64decode(pickled))  # noqa: S301 - as the plugin does


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_pickle_of_any_protocol_is_this_very_object(protocol):
    assert dynamic.lens_share is pickle.loads(pickle.dumps(dynamic.lens_share, protocol))  # noqa: S301 - made here


def test_the_pickle_is_short_since_every_resource_carries_it_twice():
    assert 120 > len(serialize_provider(dynamic.lens_share))


def test_the_pickle_is_not_encrypted_since_it_is_but_a_name():
    assert not dynamic.lens_share.serialize_as_secret_always


def test_the_provider_holds_no_state_of_a_run():
    assert dynamic.lens_share.verbs  # imported when the engine first asks
    before = dict(vars(dynamic.lens_share))

    dynamic.lens_share.check({}, {"lens_alias": EXAMPLE_LENS_ARN, "shared_with": "444455556666"})

    assert before == vars(dynamic.lens_share)
    assert {"schema", "process"} == vars(dynamic.lens_share.verbs).keys()


@pytest.mark.parametrize(
    ("name", "protocol", "pickled"),
    [
        ("global_settings", 4, GLOBAL_SETTINGS_PROTOCOL_4),
        ("global_settings", 5, GLOBAL_SETTINGS_PROTOCOL_5),
        ("lens", 4, LENS_PROTOCOL_4),
        ("lens", 5, LENS_PROTOCOL_5),
        ("lens_share_accepter", 4, ACCEPTER_PROTOCOL_4),
        ("lens_share_accepter", 5, ACCEPTER_PROTOCOL_5),
        ("lens_shares_exclusive", 4, EXCLUSIVE_PROTOCOL_4),
        ("lens_shares_exclusive", 5, EXCLUSIVE_PROTOCOL_5),
        ("profile_share", 4, PROFILE_PROTOCOL_4),
        ("profile_share", 5, PROFILE_PROTOCOL_5),
        ("template_share", 4, TEMPLATE_PROTOCOL_4),
        ("template_share", 5, TEMPLATE_PROTOCOL_5),
        ("workload_share", 4, WORKLOAD_PROTOCOL_4),
        ("workload_share", 5, WORKLOAD_PROTOCOL_5),
    ],
)
def test_the_other_providers_are_pickled_as_they_have_always_been_too(name, protocol, pickled):
    provider = getattr(dynamic, name)
    assert pickled == base64.b64encode(pickle.dumps(provider, protocol)).decode()
    assert provider is pickle.loads(base64.b64decode(pickled))  # noqa: S301 - as the plugin does
