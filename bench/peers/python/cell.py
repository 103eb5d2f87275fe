"""What the cells of every Python program share: the sets, the clock, and the files that `../score.ts` reads."""

import json
import os
import platform
import re
import resource
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20250715
THINNED = 200


@dataclass(frozen=True)
class Set:
    """One data set as every program is given it: rows sorted by group, then period."""

    name: str
    table: pd.DataFrame
    date: str
    group: str | None
    kpi: str
    value: str | None
    channels: list[str]
    spend: list[str]
    controls: list[str]
    organic: list[str]
    treatments: list[str]
    population: str | None

    @property
    def groups(self) -> list[str]:
        return ["all"] if self.group is None else list(dict.fromkeys(self.table[self.group]))

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.groups), len(self.table) // len(self.groups)


def read_set(name: str, data: Path) -> Set:
    if name == "pymc_mmm_example":
        table = pd.read_csv(data / "pymc_mmm_example.csv")
        channels = ["x1", "x2"]
        return Set(name, table, "date_week", None, "y", None, channels, channels, ["event_1", "event_2", "t"], [], [], None)
    if name == "meridian_national":
        table = pd.read_csv(data / "meridian" / "national_all_channels.csv")
        stems = [f"Channel{c}" for c in range(5)]
        return Set(
            name, table, "time", None, "conversions", "revenue_per_conversion",
            [f"{stem}_impression" for stem in stems], [f"{stem}_spend" for stem in stems],
            ["competitor_sales_control", "sentiment_score_control"], ["Organic_channel0_impression"], ["Promo"], None,
        )  # fmt: skip
    table = pd.read_csv(data / "recovery" / f"{name}_business_20250715.csv")
    table = table.sort_values(["geo", "date"], kind="stable").reset_index(drop=True)
    channels = [column for column in table.columns if re.match(r"x\d+_", column)]
    controls = [column for column in table.columns if re.fullmatch(r"c\d+", column)]
    return Set(name, table, "date", "geo", "y", None, channels, channels, controls, [], [], None)


class Clock:
    """Wall time from before a model is built until its draws are in hand, and the peak memory up to there."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.marks: dict[str, float] = {}
        self.peak = 0.0

    def mark(self, name: str) -> None:
        self.marks[name] = time.perf_counter() - self.start
        self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def thinned(draws: int) -> np.ndarray:
    """Indices of at most THINNED draws, spread evenly over all chains."""
    return np.unique(np.linspace(0, draws - 1, min(THINNED, draws)).astype(int))


def write(
    out: Path,
    data: Set,
    clock: Clock,
    packages: list[str],
    model: str,
    chains: int,
    divergences: int,
    warm_up: float | None,
    parameters: dict[str, np.ndarray],
    totals: np.ndarray,
    means: np.ndarray,
    paths: np.ndarray,
    predicted: np.ndarray,
) -> None:
    """Writes a cell.

    Every array holds the KPI's own units, draws chain after chain:
    parameters name → (draws) · totals (channels, groups, draws): contribution within the data, in the value's units
    means (channels, groups, periods): posterior mean contribution · paths (channels, groups, periods, thinned)
    predicted (groups, periods, thinned): the KPI with noise. `warm_up` is the share of sampling time before the first
    kept draw, None where the program does not tell.
    """
    out.mkdir(parents=True, exist_ok=True)
    blocks = {
        "parameters": np.stack(list(parameters.values())) if parameters else np.zeros((0, totals.shape[-1])),
        "totals": totals,
        "means": means,
        "paths": paths,
        "predicted": predicted,
    }
    for name, block in blocks.items():
        np.ascontiguousarray(block, dtype="<f8").tofile(out / f"{name}.f64")
    header = {
        "set": data.name,
        "model": model,
        "chains": chains,
        "draws": int(totals.shape[-1]),
        "divergences": divergences,
        "seconds": clock.marks,
        "warmUpShare": warm_up,
        "peakMegabytes": clock.peak,
        "load": os.getloadavg()[0],
        "processors": os.cpu_count(),
        "parameters": list(parameters),
        "channels": data.channels,
        "groups": data.groups,
        "periods": data.shape[1],
        "thinned": int(paths.shape[-1]),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
    }
    (out / "cell.json").write_text(json.dumps(header, indent=1) + "\n")


def arguments() -> tuple[str, Path, Path, dict]:
    """name of the set, folder of the data, folder to write to, options as JSON."""
    name, data, out, options = sys.argv[1:5]
    return name, Path(data), Path(out), json.loads(options)
