"""The chart: the time of each command as a multiple of the floor's, for each size, as SVG."""

from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .measurements import Results
from .plan import BARE, EXCLUSIVE, FLOOR, OURS, PHASES

_COLOURS = {OURS: "#4053d3", EXCLUSIVE: "#00b25d", BARE: "#b0b0b0"}
_WIDTH = 0.27


def draw(results: Results, file: Path) -> None:
    """Write the chart."""
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "benchmarks", "font.size": 9}):
        figure = Figure(figsize=(max(7, 5 * len(results.sizes)), 3.8), layout="constrained")
        panels = figure.subplots(1, len(results.sizes), squeeze=False)[0]
        for shares, axes in zip(results.sizes, panels, strict=True):
            _draw_size(axes, results, shares)
        panels[0].set_ylabel("time, as a multiple of the floor's")
        handles, labels = panels[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
        figure.savefig(file, metadata={"Date": None})


def _draw_size(axes: Axes, results: Results, shares: int) -> None:
    for number, (program, colour) in enumerate(_COLOURS.items()):
        ratios = [results.time_ratio(program, FLOOR, shares, phase) for phase in PHASES]
        drawn = {place + (number - 1) * _WIDTH: ratio for place, ratio in enumerate(ratios) if ratio}
        heights = [ratio.median for ratio in drawn.values()]
        spread = [
            [ratio.median - ratio.lowest for ratio in drawn.values()],
            [ratio.highest - ratio.median for ratio in drawn.values()],
        ]
        bars = axes.bar(list(drawn), heights, _WIDTH, color=colour, label=program.title, yerr=spread, capsize=2)
        axes.bar_label(bars, fmt="%.2f", padding=2, fontsize=7)
    axes.axhline(1, color="black", linewidth=0.8, linestyle="--", label=FLOOR.title)
    axes.set_title(f"{shares:,} shares")
    axes.set_xticks(range(len(PHASES)), [phase.replace(" ", "\n", 1) for phase in PHASES])
    axes.spines[["top", "right"]].set_visible(False)
