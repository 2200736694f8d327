"""Lens.get: a lens of the account, a lens that is shared with it, and what is neither."""

import grpc
import pytest
from tests.protocol.lenses.documents import known
from tests.support import emulated

CONSUMER = "444455556666"


def test_get_reads_a_lens_of_the_account(plugin, wellarchitected, created):
    id_, outputs = created
    found_id, found, _ = plugin.get(id_)
    assert (id_, {**outputs, "tags": {}}) == (found_id, found)


def test_get_reads_a_shared_lens_without_its_document(restart, wellarchitected, created):
    id_, outputs = created
    wellarchitected.accept(id_, wellarchitected.share(id_, CONSUMER))
    _, found, _ = restart(CONSUMER).get(id_)
    assert {**known(outputs), "tags": {}, "exported_sha256": ""} == known(found)
    assert "" == found["document_sha256"]


@pytest.mark.parametrize("account", [emulated.OWNER, CONSUMER])
def test_get_of_a_lens_that_is_missing_or_not_shared_is_an_error(restart, created, outside, account):
    if account == emulated.OWNER:
        outside.delete_lens(LensAlias=created[0], LensStatus="ALL", ClientRequestToken="outside")
    with pytest.raises(grpc.RpcError) as failure:
        restart(account).get(created[0])
    assert f"NotFoundError: Could not read the lens {created[0]}: not found" in failure.value.details()
    assert "Check that it exists, and that it belongs to this account or is shared with it." in failure.value.details()


@pytest.mark.parametrize("id_", ["serverless", "security", "arn:aws:wellarchitected:us-east-1:111122223333:workload/0"])
def test_get_of_what_is_no_lens_is_an_error_before_any_call(plugin, operations, id_):
    with pytest.raises(grpc.RpcError, match=r"InvalidInputError: .* is not the ARN of a custom lens"):
        plugin.get(id_)
    assert [] == operations()
