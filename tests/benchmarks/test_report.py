"""The page of results, on made-up results and on the figures in docs/benchmarks."""

import pytest
from benchmarks.measurements import Results
from benchmarks.plan import Conditions
from benchmarks.report import MARKER, page
from benchmarks.start_up import Import
from tests.benchmarks.made_up import measurement, results_from, rounds
from tests.support.processes import ROOT

PAGES = sorted((ROOT / "docs/benchmarks").glob("*.md"))


def test_the_page_shows_targets_failures_and_how_to_measure_again():
    text = "\n".join(page(results_from(*rounds([12], [10]), measurement("floor", run=9, error="too | deep")), "name"))
    assert text.startswith(MARKER)
    assert "| up of 300 | 1.15 x the floor | 1.20 | **no** |" in text
    assert "| LensShare / the floor | 1.20 | - |" in text
    assert "| the floor, 300 | up | too   deep |" in text
    assert '`make bench B="--sizes 300"`' in text
    assert "Fewer than 3 rounds of 300" in text
    assert "do not cite" not in text


def test_the_page_says_that_the_machine_was_busy():
    assert "up to 60%" in "\n".join(page(results_from(*rounds([1], [1]), busy=[0.0, 0.6]), "name"))


def test_the_page_names_its_conditions():
    unusual = Conditions(latency_ms=50, skips_checkpoints=True)
    text = "\n".join(page(results_from(measurement(), conditions=unusual), unusual.file_name))
    assert "\n# What a share costs where a call takes 50 ms and the engine writes its state only at the end\n" in text
    assert "latency-50-ms-no-checkpoints.jsonl" in text
    assert "A create and a delete of the floor also take 50 ms" in text


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_in_the_docs_follows_from_its_figures(file):
    assert list(page(Results.load(file.with_suffix(".jsonl")), file.stem)) == file.read_text().splitlines()


def test_results_are_read_as_they_were_written(tmp_path):
    results = results_from(measurement(calls={"ListLensShares": 1}), imports=[Import("boto3", False, 1.5, True)])  # noqa: FBT003
    results.save(tmp_path / "results.jsonl")
    assert results == Results.load(tmp_path / "results.jsonl")
