"""Every error in the model of these operations arrives in boto3 as the exception of that name."""

import pytest
from botocore.exceptions import ClientError
from wellarchitected_emulator import Fault
from wellarchitected_emulator.operations.invocation import OPERATIONS
from wellarchitected_emulator.wire.service_model import WellArchitectedModel

MODEL = WellArchitectedModel()
STATUSES = {
    "AccessDeniedException": 403,
    "ConflictException": 409,
    "InternalServerException": 500,
    "ResourceNotFoundException": 404,
    "ServiceQuotaExceededException": 402,
    "ThrottlingException": 429,
    "ValidationException": 400,
}
ERRORS = [(name, shape.name) for name in OPERATIONS for shape in MODEL.operation(name).error_shapes]


def snake(name):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")


PARAMETERS = {
    "ClientRequestToken": "t",
    "IsMajorVersion": True,
    "JSONString": "{}",
    "LensAlias": "arn:aws:wellarchitected:us-east-1:111122223333:lens/" + "0" * 32,
    "LensStatus": "ALL",
    "LensVersion": "1.0",
    "PermissionType": "READONLY",
    "ProfileArn": "arn:aws:wellarchitected:us-east-1:111122223333:profile/" + "0" * 32,
    "ShareId": "0" * 32,
    "ShareInvitationAction": "ACCEPT",
    "ShareInvitationId": "0" * 32,
    "SharedWith": "444455556666",
    "TagKeys": ["team"],
    "Tags": {"team": "platform"},
    "TemplateArn": "arn:aws:wellarchitected:us-east-1:111122223333:review-template/" + "0" * 32,
    "WorkloadId": "0" * 32,
    "WorkloadArn": "arn:aws:wellarchitected:us-east-1:111122223333:lens/" + "0" * 32,
}


def parameters(operation):
    shape = MODEL.operation(operation).input_shape
    return {name: PARAMETERS[name] for name in (shape.required_members if shape else ())}


def test_the_list_of_errors_is_complete():
    assert set(STATUSES) == {error for _, error in ERRORS}


def test_every_error_of_every_operation_raises_its_exception(wellarchitected, owner):
    for operation, error in ERRORS:
        wellarchitected.inject(Fault(operation=operation, error=error, message="Injected."))
        with pytest.raises(getattr(owner.exceptions, error), match="Injected") as raised:
            getattr(owner, snake(operation))(**parameters(operation))
        answer = raised.value.response["ResponseMetadata"]
        assert STATUSES[error] == answer["HTTPStatusCode"]
        assert answer["RequestId"]


@pytest.mark.parametrize(
    ("error", "status"), [("ExpiredTokenException", 403), ("UnrecognizedClientException", 403), ("Unheard", 400)]
)
def test_an_error_outside_the_model_arrives_with_its_code(wellarchitected, owner, error, status):
    wellarchitected.inject(Fault(error=error))
    with pytest.raises(ClientError) as raised:
        owner.list_lenses()
    assert (error, status) == (
        raised.value.response["Error"]["Code"],
        raised.value.response["ResponseMetadata"]["HTTPStatusCode"],
    )
