"""The chart: for each size, the times of each command against the floor's, as PNG and SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .contenders import FLOOR, NAIVE, OURS
from .phases import PHASES
from .ratios import Figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from .measurements import Measurement, Results

_COLOURS = {OURS: "#4053d3", NAIVE: "#b0b0b0"}
_WIDTH = 0.38


def draw(results: Results, path: Path) -> None:
    """Write `path`.png and `path`.svg."""
    import matplotlib as mpl

    mpl.use("Agg")  # no screen is needed
    from matplotlib import pyplot as plt

    figures = Figures(results.measurements)
    with plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "benchmarks", "font.size": 9}):
        figure, panels = plt.subplots(
            1, len(results.sizes), figsize=(max(7, 5 * len(results.sizes)), 3.8), layout="constrained", squeeze=False
        )
        for shares, axes in zip(results.sizes, panels[0], strict=True):
            _draw_size(axes, figures, shares, results.measurements)
        panels[0][0].set_ylabel("time, as a multiple of the floor's")
        handles, labels = panels[0][0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
        figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
        figure.savefig(path.with_suffix(".png"), dpi=150)
        plt.close(figure)


def _draw_size(axes: Axes, figures: Figures, shares: int, measurements: Sequence[Measurement]) -> None:
    drawn = [each for each in _COLOURS if any(each.name == measured.contender for measured in measurements)]
    failed = {each.contender for each in measurements if each.error and each.shares == shares}
    phases = [phase for phase in PHASES if any(phase == measured.phase for measured in measurements)]
    for offset, contender in enumerate(drawn):
        for place, phase in enumerate(phases):
            ratio = figures.time_ratio(contender.name, shares, phase)
            at = place + (offset - (len(drawn) - 1) / 2) * _WIDTH
            bar = axes.bar(
                at,
                ratio.median if ratio else 0,
                _WIDTH,
                color=_COLOURS[contender],
                label=contender.title if place == 0 else "_",
                yerr=[[ratio.median - ratio.lowest], [ratio.highest - ratio.median]] if ratio else None,
                capsize=2,
            )
            axes.bar_label(
                bar,
                labels=[f"{ratio.median:.2f}" if ratio else "cannot run" if contender.name in failed else ""],
                padding=2,
                fontsize=7,
                rotation=0 if ratio else 90,
            )
    axes.axhline(1, color="black", linewidth=0.8, linestyle="--", label=FLOOR.title)
    axes.set_title(f"{shares:,} shares")
    axes.set_xticks(range(len(phases)), [phase.replace(" ", "\n", 1) for phase in phases])
    axes.spines[["top", "right"]].set_visible(False)
