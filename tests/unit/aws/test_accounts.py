"""The accounts that the settings allow and forbid."""

import pytest
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.aws.settings.accounts import AccountLimits


@pytest.mark.parametrize(
    "limits",
    [AccountLimits(), AccountLimits(allowed=("111122223333",)), AccountLimits(forbidden=("444455556666",))],
)
def test_an_account_is_let_through(limits):
    limits.require("111122223333", "share")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (AccountLimits(allowed=("444455556666",)), "not one of aws:allowedAccountIds (444455556666)"),
        (AccountLimits(forbidden=("111122223333",)), "one of aws:forbiddenAccountIds"),
    ],
)
def test_another_is_an_error_that_names_the_account_and_the_setting(limits, reason):
    with pytest.raises(errors.WrongAccountError) as caught:
        limits.require("111122223333", "share a lens")

    assert "Could not share a lens: the credentials belong to account 111122223333" in str(caught.value)
    assert reason in str(caught.value)
