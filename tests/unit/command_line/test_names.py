"""The file of --names."""

import json

import pytest
from pulumi_wellarchitected.__main__ import main
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.names import read_names


@pytest.fixture
def read(tmp_path):
    def read(text):
        file = tmp_path / "names.yaml"
        file.write_text(text)
        return {name: principal.text for name, principal in read_names(file).items()}

    return read


@pytest.mark.parametrize(
    "text",
    [
        "security: '011122223333'\n安全: ou-abcd-11111111\n",
        "security: 011122223333  # would be an octal number\n安全: ou-abcd-11111111\n",
        '{"security": "011122223333", "安全": "ou-abcd-11111111"}',
        '{\n\t"security": "011122223333",\n\t"\\u5b89\\u5168": "ou-abcd-11111111"\n}\n',
    ],
    ids=["yaml", "yaml without quotes", "json", "json with tabs"],
)
def test_yaml_and_json_are_read_and_keep_their_zeros(read, text):
    assert {"security": "011122223333", "安全": "ou-abcd-11111111"} == read(text)


def test_a_number_in_json_is_an_account(read):
    assert {"security": "444455556666"} == read('{"security": 444455556666}')


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "It is no object of names and principals."),
        ("- security", "It is no object of names and principals."),
        ("[]", "It is no object of names and principals."),
        ("security:", "'' is not a principal that can receive a share."),
        ("security: [444455556666]", "'security' is no name with a principal."),
        ('{"security": null}', "'security' is no name with a principal."),
        ("'': '444455556666'", "'' is no name with a principal."),
        ("security: 4444", "An account ID has exactly 12 digits and nothing else."),
        ("a: '444455556666'\na: '777788889999'", "The name 'a' is there twice."),
        ('{"a": "444455556666", "a": "777788889999"}', "The name 'a' is there twice."),
        ("a: '444455556666'\nb: '444455556666'", "The principal 444455556666 has two names."),
        ("a: [", "while parsing a flow node"),
    ],
)
def test_what_is_no_file_of_names_is_refused_with_a_sentence(read, tmp_path, text, sentence):
    with pytest.raises(CommandError) as refused:
        read(text)
    assert str(refused.value).startswith(f"Could not read the names in {tmp_path / 'names.yaml'}: ")
    assert sentence in str(refused.value)


def test_a_missing_file_is_told_before_any_call(tmp_path, capsys):
    lens = "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"
    assert 1 == main(["import-file", lens, "--names", str(tmp_path / "missing.yaml")])
    assert f"error: Could not read {tmp_path / 'missing.yaml'}: No such file or directory.\n" == capsys.readouterr().err


def test_shares_get_their_names_and_the_others_one_of_their_principal(lens, wellarchitected, tmp_path, capsys):
    for principal in ("444455556666", "777788889999"):
        wellarchitected.share(lens, principal)
    (tmp_path / "names.json").write_text(json.dumps({"share-777788889999": "444455556666"}))
    assert 0 == main(["import-file", lens, "--names", "names.json", "--output", "-"])
    said = capsys.readouterr()
    named = {each["name"]: each["inputs"]["shared_with"] for each in json.loads(said.out)["resources"]}
    assert {"share-777788889999": "444455556666", "share-777788889999-2": "777788889999"} == named
    assert 'wa.LensShare("share-777788889999", lens_alias=lens, shared_with="444455556666")\n' in said.err


def test_a_name_for_a_principal_without_a_share_is_told(lens, wellarchitected, tmp_path, capsys):
    wellarchitected.share(lens, "444455556666")
    (tmp_path / "names.yaml").write_text("security: '777788889999'\n")
    assert 1 == main(["import-file", lens, "--names", "names.yaml"])
    assert f"error: {lens} has no live share with 777788889999.\n" == capsys.readouterr().err


def test_a_parent_that_is_no_urn_is_a_usage_error(lens, capsys):
    with pytest.raises(SystemExit):
        main(["import-file", lens, "--parent", "shares"])
    assert "'shares' is not a URN. `pulumi stack --show-urns` shows those of a stack." in capsys.readouterr().err


def test_the_help_names_the_version_of_the_cli(capsys):
    with pytest.raises(SystemExit):
        main(["import-file", "--help"])
    assert "version 3.254 or newer of the Pulumi CLI" in " ".join(capsys.readouterr().out.split())
