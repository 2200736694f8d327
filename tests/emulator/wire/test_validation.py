"""The service checks parameters against the model, like the SDK does."""

import http.client
import json

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from botocore.loaders import Loader

TOKEN = Loader().load_service_model("wellarchitected", "service-2")["shapes"]["ClientRequestToken"]


@pytest.fixture
def unchecked(wellarchitected):
    """A client that does not check parameters."""
    return wellarchitected.client("wellarchitected", config=Config(parameter_validation=False))


@pytest.fixture
def send(wellarchitected):
    """Send a signed request without any checks."""

    def send(method, path, body=b""):
        request = AWSRequest(method, wellarchitected.url + path, data=body)
        SigV4Auth(Credentials("111122223333", "secret"), "wellarchitected", "us-east-1").add_auth(request)
        connection = http.client.HTTPConnection(wellarchitected.url.removeprefix("http://"), timeout=10)
        connection.request(method, path, body, dict(request.headers.items()))
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        return response.status, response.headers["x-amzn-ErrorType"], answer

    return send


@pytest.mark.parametrize(
    ("parameters", "fields"),
    [
        ({}, ["SharedWith"]),
        ({"SharedWith": ""}, ["SharedWith"]),
        ({"SharedWith": "44445555666"}, ["SharedWith"]),
        ({"SharedWith": "4" * 2049}, ["SharedWith"]),
        ({"SharedWith": 444455556666}, ["SharedWith"]),
        ({"SharedWith": ["444455556666"]}, ["SharedWith"]),
        ({"SharedWith": "444455556666", "ClientRequestToken": ""}, ["ClientRequestToken"]),
        pytest.param(
            {"SharedWith": "444455556666", "ClientRequestToken": "\u00e9"},
            ["ClientRequestToken"],
            marks=pytest.mark.skipif("pattern" not in TOKEN, reason="This botocore's model has no pattern for tokens."),
        ),
        ({"SharedWith": "1", "ClientRequestToken": ""}, ["SharedWith", "ClientRequestToken"]),
    ],
)
def test_each_invalid_member_is_named(unchecked, lens, parameters, fields):
    with pytest.raises(unchecked.exceptions.ValidationException) as refused:
        unchecked.create_lens_share(LensAlias=lens, **parameters)
    answer = refused.value.response
    assert "FIELD_VALIDATION_FAILED" == answer["Reason"]
    assert fields == [field["Name"] for field in answer["Fields"]]
    assert all(field["Message"] for field in answer["Fields"])
    assert fields[0] in answer["Message"]


def test_a_value_outside_an_enumeration_is_refused(unchecked, lens):
    with pytest.raises(unchecked.exceptions.ValidationException, match="Status must be one of ACCEPTED, REJECTED"):
        unchecked.list_lens_shares(LensAlias=lens, Status="LOST")


def test_a_text_instead_of_a_number_is_refused(send, lens):
    path = f"/lenses/{lens.replace(':', '%3A').replace('/', '%2F')}/shares"
    status, error, answer = send("GET", f"{path}?MaxResults=many")
    assert (400, "ValidationException") == (status, error)
    assert "MaxResults" in answer["Message"]


def test_a_value_that_does_not_match_its_pattern_is_refused(unchecked, lens):
    for token in ("with space", "%", ""):
        with pytest.raises(unchecked.exceptions.ValidationException, match="NextToken"):
            unchecked.list_lens_shares(LensAlias=lens, NextToken=token)
    with pytest.raises(unchecked.exceptions.ValidationException, match="ShareId"):
        unchecked.delete_lens_share(LensAlias=lens, ShareId="ABC")


def test_the_arn_must_be_one_encoded_label_of_the_path(send, lens):
    encoded = lens.replace(":", "%3A").replace("/", "%2F")
    assert 200 == send("GET", f"/lenses/{encoded}")[0]
    assert 200 == send("GET", f"/lenses/{lens.replace('/', '%2F')}/shares")[0]
    assert (404, "UnknownOperationException") == send("GET", f"/lenses/{lens}/shares")[:2]


def test_a_body_that_is_not_a_json_object_is_refused(send):
    for body in (b"{", b"[]", b"\xff"):
        assert (400, "SerializationException") == send("PUT", "/importLens", body)[:2]


def test_an_unknown_path_is_an_unknown_operation(send):
    assert (404, "UnknownOperationException") == send("GET", "/nothing/here")[:2]


def test_an_operation_that_is_not_emulated_is_not_implemented(wellarchitected):
    with pytest.raises(ClientError, match="does not implement ListWorkloads") as refused:
        wellarchitected.client("wellarchitected").list_workloads()
    assert 501 == refused.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_a_setting_that_is_not_emulated_is_not_implemented(owner):
    with pytest.raises(ClientError, match="does not implement JiraConfiguration"):
        owner.update_global_settings(JiraConfiguration={"IntegrationStatus": "NOT_CONFIGURED"})
