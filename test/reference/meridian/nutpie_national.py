"""The national posterior of `run.py` once more, by another sampler: PyMC and nutpie instead of Meridian's own.

    python nutpie_national.py path/to/national_all_channels.csv national.json [--draws 20000]

Runs in the environment of ../pymc-marketing/requirements.txt. The density is the one of density.py, which `run.py`
proves equal to Meridian's; this script stops if PyMC's differs from it by more than a constant, to one part in 1e12 over twenty points. The
random effects that Meridian samples without letting them act in a national model are left out.
"""

import argparse
import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pymc as pm
import pytensor.tensor as pt

from density import CHANNELS, CONTROLS, LAGS, Restated
from summary import summary

SEED = 20250715
CHAINS, TUNE, TARGET_ACCEPT = 4, 2000, 0.95
PACKAGES = ["pymc", "pytensor", "nutpie", "arviz", "numpy", "scipy", "numba", "pandas", "xarray"]
IDLE = {"beta_gm_dev": (1, 5), "beta_gom_dev": (1, 1), "gamma_gc_dev": (1, 2), "gamma_gn_dev": (1, 1)}


def lagged(media: np.ndarray) -> np.ndarray:
    """(1, periods, channels) → (periods, channels, lags) with zero history."""
    periods = media.shape[1]
    out = np.zeros((periods, media.shape[2], LAGS + 1))
    for lag in range(LAGS + 1):
        out[lag:, :, lag] = media[0, : periods - lag]
    return out


def transformed(media: np.ndarray, alpha, half):
    weights = alpha[:, None] ** np.arange(LAGS + 1)[None, :]
    weights = weights / weights.sum(axis=1, keepdims=True)
    stock = (lagged(media) * weights[None]).sum(axis=2)
    return stock / (stock + half[None])


def build(restated: Restated) -> pm.Model:
    per_unit = restated.per_unit[0]
    lift = (restated.treatment - restated.treatment.min())[0]
    with pm.Model() as model:
        def half(name: str, size: int):
            return pm.TruncatedNormal(name, mu=0.8, sigma=0.8, lower=0.1, upper=10.0, shape=size)

        roi = pm.LogNormal("roi_m", mu=0.2, sigma=0.9, shape=len(CHANNELS))
        alpha = pm.Uniform("alpha_m", 0.0, 1.0, shape=len(CHANNELS))
        ec = half("ec_m", len(CHANNELS))
        alpha_om = pm.Uniform("alpha_om", 0.0, 1.0, shape=1)
        ec_om = half("ec_om", 1)
        share_om = pm.Beta("contribution_om", 1.0, 99.0, shape=1)
        gamma_c = pm.Normal("gamma_c", 0.0, 5.0, shape=len(CONTROLS))
        share_n = pm.TruncatedNormal("contribution_n", mu=0, sigma=0.1, lower=-1.0, upper=1.0, shape=1)
        knot = pm.Normal("knot_values", 0.0, 5.0, shape=1)
        sigma = pm.HalfNormal("sigma", 5.0, shape=1)
        media = transformed(restated.media, alpha, ec)
        organic = transformed(restated.organic, alpha_om, ec_om)
        beta = pm.Deterministic("beta_m", roi * restated.spend / (media * per_unit[:, None]).sum(axis=0))
        beta_om = pm.Deterministic("beta_om", share_om * restated.total / (organic * per_unit[:, None]).sum(axis=0))
        gamma_n = pm.Deterministic("gamma_n", share_n * restated.total / (lift * per_unit).sum())
        mean = (
            knot[0] + pt.dot(media, beta) + pt.dot(organic, beta_om) + pt.dot(restated.controls[0], gamma_c)
            + restated.treatment[0] * gamma_n[0]
        )  # fmt: skip
        pm.Normal("y", mean, sigma[0], observed=restated.y[0])
    return model


def check(model: pm.Model, restated: Restated, points: int) -> float:
    """How far the difference of the two log densities moves over random points of the priors, ÷ the largest of them."""
    rng = np.random.default_rng(SEED)
    names = [variable.name for variable in model.free_RVs]
    value = model.compile_fn(model.logp(jacobian=False), inputs=model.value_vars, on_unused_input="ignore")
    idle = sum(np.prod(shape) for shape in IDLE.values()) * -0.5 * np.log(2 * np.pi)
    differences, sizes = [], []
    for _ in range(points):
        draws = {
            "roi_m": rng.lognormal(0.2, 0.9, 5), "alpha_m": rng.uniform(0, 1, 5), "ec_m": rng.uniform(0.2, 3, 5),
            "alpha_om": rng.uniform(0, 1, 1), "ec_om": rng.uniform(0.2, 3, 1), "contribution_om": rng.beta(1, 99, 1),
            "gamma_c": rng.normal(0, 1, 2), "contribution_n": rng.normal(0, 0.1, 1), "knot_values": rng.normal(-2, 2, 1),
            "sigma": rng.uniform(0.5, 2, 1),
        }  # fmt: skip
        point = {}
        for variable in model.free_RVs:
            place = model.rvs_to_values[variable]
            transform = model.rvs_to_transforms[variable]
            raw = draws[variable.name]
            point[place.name] = raw if transform is None else transform.forward(raw, *variable.owner.inputs).eval()
        assert set(draws) == set(names)
        theirs = restated.log_density({**draws, **{name: np.zeros(shape) for name, shape in IDLE.items()}})
        differences.append(float(value(point)) + idle - theirs)
        sizes.append(abs(theirs))
    return (max(differences) - min(differences)) / max(sizes)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("csv", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--draws", type=int, default=20000)
    options = arguments.parse_args()
    table = pd.read_csv(options.csv)
    restated = Restated(table)
    model = build(restated)
    worst = check(model, restated, 20)
    print(f"log density: that of density.py and a constant, within a {worst:.1e} part over twenty points")
    if not worst < 1e-12:
        raise SystemExit("PyMC's log density is not the one restated")
    trace = pm.sample(
        draws=options.draws, tune=TUNE, chains=CHAINS, cores=2, target_accept=TARGET_ACCEPT, random_seed=SEED,
        nuts_sampler="nutpie", progressbar=False, model=model,
    )  # fmt: skip
    labels = {"roi_m": CHANNELS, "alpha_m": CHANNELS, "ec_m": CHANNELS, "beta_m": CHANNELS, "gamma_c": CONTROLS}
    parameters = {}
    for name in [variable.name for variable in model.free_RVs] + ["beta_m", "beta_om", "gamma_n"]:
        values = trace.posterior[name].to_numpy()
        for column in range(values.shape[2]):
            full = f"{name}[{labels[name][column]}]" if name in labels else name
            parameters[full] = summary(values[..., column])
    result = {
        "about": "Made by nutpie_national.py; see README.md. Coefficients hold on the standardised KPI; ROI is revenue per money.",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "data": {"rows": len(table), "sha256": hashlib.sha256(options.csv.read_bytes()).hexdigest()},
        "sampler": {
            "name": "nutpie (NUTS, float64) on Meridian's density",
            "chains": CHAINS,
            "tune": TUNE,
            "draws_per_chain": options.draws,
            "target_accept": TARGET_ACCEPT,
            "seed": SEED,
            "divergences": int(trace.sample_stats["diverging"].sum()),
            "log_density_difference": worst,
        },
        "parameters": parameters,
    }
    least = min(parameters.items(), key=lambda item: item[1]["ess_bulk"])
    print(f"least bulk ESS {least[1]['ess_bulk']:.0f} ({least[0]}), divergences {result['sampler']['divergences']}")
    options.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
