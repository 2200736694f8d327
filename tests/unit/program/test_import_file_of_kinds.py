"""The import file of shares of profiles, review templates and workloads. test_import_file.py has the command."""

import json

import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.__main__ import main
from pulumi_wellarchitected.program.import_file import ImportFile
from pulumi_wellarchitected.shares.kind import PROFILE, TEMPLATE, WORKLOAD
from pulumi_wellarchitected.shares.share import Share

ID = "89abcdef0123456789abcdef01234567"
CASES = [
    (PROFILE, dynamic.profile_share, "", {}, ""),
    (TEMPLATE, dynamic.template_share, "", {}, ""),
    (WORKLOAD, dynamic.workload_share, "READONLY", {"permission_type": "READONLY"}, ', permission_type="READONLY"'),
]


def import_file(kind, permission):
    share = Share(ID, "444455556666", "ACCEPTED", permission=permission)
    return ImportFile(kind.parse(kind.example), {"security": share}, kind=kind)


@pytest.mark.parametrize(("kind", "provider", "permission", "more", "argument"), CASES)
def test_the_file_and_the_program_declare_a_share_of_its_kind(kind, provider, permission, more, argument):
    file = import_file(kind, permission)

    (resource,) = json.loads(file.content)["resources"]
    pickled = {"__provider": serialize_provider(provider)}
    inputs = {kind.input_name: kind.example, "shared_with": "444455556666", **more}
    assert {
        "type": f"pulumi-python:dynamic/wellarchitected:{kind.word}Share",
        "name": "security",
        "id": f"{kind.example},{ID}",
        "inputs": {**inputs, **pickled},
        "outputs": {**inputs, "share_id": ID, "status": "ACCEPTED", **pickled},
    } == resource
    variable = kind.word.lower()
    assert (
        "import pulumi_wellarchitected as wa\n\n"
        f'{variable} = "{kind.example}"\n'
        f'wa.{kind.word}Share("security", {kind.input_name}={variable}, shared_with="444455556666"{argument})\n'
    ) == file.program


def test_the_document_of_anything_but_a_lens_cannot_be_taken_over(capsys):
    assert 1 == main(["import-file", WORKLOAD.example, "--lens"])
    assert f"--lens takes over a lens, and {WORKLOAD.example} is none." in capsys.readouterr().err


def test_the_command_takes_over_the_shares_of_a_workload(wellarchitected, monkeypatch, capsys):
    for name, value in wellarchitected.environment(account="111122223333").items():
        monkeypatch.setenv(name, value)
    workload = wellarchitected.create_resource("WORKLOAD", "payments", account="111122223333")
    share_id = wellarchitected.share(workload, "444455556666")

    assert 0 == main(["import-file", workload, "--output", "-"])

    (resource,) = json.loads(capsys.readouterr().out)["resources"]
    assert (f"{workload},{share_id}", "READONLY") == (resource["id"], resource["inputs"]["permission_type"])
