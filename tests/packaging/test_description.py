"""What an index shows of the READMEs: rendered as it does, with no link or image that leads nowhere."""

import re
import sys
from pathlib import Path

import pytest
from readme_renderer.markdown import render

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]


@pytest.fixture
def description(distributions):
    return distributions.metadata.get_payload()


def targets(html):
    return re.findall(r"""(?:href|src|srcset)=["']([^"']+)""", html)


def test_the_description_has_no_link_that_leads_nowhere_outside_the_repository(distributions, description):
    assert "text/markdown" == distributions.metadata["Description-Content-Type"]
    assert description.startswith("# ")
    links = re.findall(r"\]\(([^)]+)\)", description)
    assert [] == [link for link in links if not link.startswith("https://")]


def test_the_rendered_description_leads_to_the_web_only(description):
    html = render(description)
    assert "<h2" in html
    assert "<pre" in html
    assert [] == [target for target in targets(html) if not target.startswith(("https://", "#user-content-"))]


def test_the_rendered_description_shows_no_markup(description):
    prose = re.sub(r"<(pre|code)\b.*?</\1>", "", render(description), flags=re.DOTALL)
    assert [] == re.findall(r"&lt;\w+|!\[|\]\(|```", prose)


@pytest.mark.parametrize("project", ["pyproject.toml", "emulator/pyproject.toml"])
@pytest.mark.parametrize(
    ("readme", "description"),
    [
        ("See [the docs](docs/README.md#a).", "See the docs."),
        ("See [below](#read-on) and [`up`](a.md).", "See below and `up`."),
        ("See [AWS](https://docs.aws.amazon.com/).", "See [AWS](https://docs.aws.amazon.com/)."),
        ("![A terminal](docs/up.svg)\n\nText", "Text"),
        ("[![A chart](docs/chart.svg)](docs/chart.md)\n\nText", "\n\nText"),
        ("![A badge](https://img.shields.io/a.svg)", "![A badge](https://img.shields.io/a.svg)"),
        ('<img alt="A terminal" src="docs/up.svg" width="700">\n\nText', "Text"),
        ('<picture>\n  <source srcset="a.svg">\n  <img src="b.svg">\n</picture>\n\nText', "Text"),
    ],
)
def test_a_path_of_the_repository_is_taken_out_of_the_description(project, readme, description):
    hooks = tomllib.loads((ROOT / project).read_text())["tool"]["hatch"]["metadata"]["hooks"]
    for each in hooks["fancy-pypi-readme"]["substitutions"]:
        readme = re.sub(each["pattern"], each["replacement"], readme)
    assert description == readme
