"""The four kinds of share against botocore's service model: every name that a kind makes is one that AWS has."""

import re

import botocore.session
import pytest
from botocore import xform_name
from botocore.validate import ParamValidator
from pulumi_wellarchitected.errors import OutcomeUnknownError
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import KINDS, LENS, PROFILE, TEMPLATE, WORKLOAD, parse_target
from tests.unit.shares.test_api import ID, AnsweringSession

MODEL = botocore.session.get_session().get_service_model("wellarchitected")
PRINCIPAL = Principal.parse("444455556666")
PERMISSION = {LENS: "", PROFILE: "", TEMPLATE: "", WORKLOAD: "READONLY"}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)


def calls(kind):
    """Every call on a share of this kind, with the parameters that boto3 would get."""
    updated = {"WorkloadShare": {"ShareId": ID, "PermissionType": "CONTRIBUTOR"}}
    session = AnsweringSession({"ShareId": ID}, {kind.summaries: []}, {kind.summaries: []}, {}, updated)
    api = SharesApi(session, kind, kind.parse(kind.example))
    api.create(PRINCIPAL, "token", PERMISSION[kind])
    assert [] == list(api.list())
    assert [] == list(api.list("444455556666"))
    api.delete(ID, "token")
    if kind.permits:
        api.update(ID, "CONTRIBUTOR")
    return [(operation, parameters) for operation, _, parameters in session.calls]


@every_kind
def test_every_request_is_one_that_the_model_accepts(kind):
    for operation, parameters in calls(kind):
        report = ParamValidator().validate(parameters, MODEL.operation_model(operation).input_shape)
        assert "" == report.generate_report()


@every_kind
def test_the_target_stands_where_the_path_of_each_request_has_it(kind):
    for operation, parameters in calls(kind):
        shape = MODEL.operation_model(operation).input_shape.members[kind.parameter]
        assert "uri" == shape.serialization["location"]
        pattern = shape.metadata.get("pattern", ".+")
        assert re.fullmatch(pattern, parameters[kind.parameter])


@every_kind
def test_a_listing_has_the_rows_under_the_name_that_the_kind_reads(kind):
    rows = MODEL.operation_model(kind.list).output_shape.members[kind.summaries].member.members

    assert {"ShareId", "SharedWith", "Status", "StatusMessage"} <= rows.keys()
    assert kind.permits == ("PermissionType" in rows)


@every_kind
def test_a_share_permits_something_only_where_the_model_has_an_operation_for_it(kind):
    assert kind.permits == (kind.update in MODEL.operation_names)
    assert kind.permits == ("PermissionType" in MODEL.operation_model(kind.create).input_shape.required_members)


@every_kind
def test_the_command_for_the_reader_is_one_of_the_aws_cli(kind):
    target = kind.parse(kind.example)
    command = xform_name(kind.list, "-")
    option = xform_name(kind.parameter, "-")

    assert f"aws wellarchitected {command} --{option} {kind.identify(target)}" == kind.list_command(target)
    listing = kind.exists.removeprefix("aws wellarchitected ")
    assert listing in {xform_name(operation, "-") for operation in MODEL.operation_names}


@every_kind
def test_there_is_advice_for_every_failure_that_needs_some(kind):
    assert {"ResourceNotFoundException"} == kind.advice(kind.list).keys() == kind.advice(kind.delete).keys()
    assert {
        "ResourceNotFoundException",
        "ServiceQuotaExceededException",
        "ValidationException",
    } == kind.advice(kind.create).keys()


@every_kind
def test_every_advice_is_about_an_error_that_the_model_has_for_the_operation(kind):
    for operation in (kind.create, kind.list, kind.delete, *((kind.update,) if kind.permits else ())):
        errors = {shape.name for shape in MODEL.operation_model(operation).error_shapes}
        assert kind.advice(operation).keys() <= errors


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"WorkloadShare": None},
        {"WorkloadShare": []},
        {"WorkloadShare": {"PermissionType": "CONTRIBUTOR"}},
        {"WorkloadShare": {"ShareId": ID}},
        {"WorkloadShare": {"ShareId": ID, "PermissionType": "READONLY"}},
    ],
)
def test_an_answer_that_does_not_show_the_new_permission_has_an_unknown_outcome(answer):
    api = SharesApi(AnsweringSession(answer), WORKLOAD, WORKLOAD.parse(WORKLOAD.example))

    with pytest.raises(OutcomeUnknownError, match=f"Could not set the permission of share {ID} of "):
        api.update(ID, "CONTRIBUTOR")


def test_every_advice_reads_well(text_file):
    lines = []
    for kind in KINDS:
        for operation in (kind.create, kind.list, kind.delete, *((kind.update,) if kind.permits else ())):
            lines += [f"{operation} {code}: {advice}" for code, advice in kind.advice(operation).items()]
    assert text_file == "\n".join(lines) + "\n"


@every_kind
def test_an_arn_tells_its_kind(kind):
    assert (kind, kind.parse(kind.example)) == parse_target(kind.example)


@pytest.mark.parametrize("text", ["", "serverless", "arn:aws:s3:::bucket", "arn:aws:wellarchitected:us-east-1::lens/x"])
def test_what_is_no_arn_of_any_kind_is_refused_as_the_arn_of_a_lens(text):
    with pytest.raises(ValueError, match="is not the ARN of a custom lens"):
        parse_target(text)
