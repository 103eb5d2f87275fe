"""Reference posterior of PyMC-Marketing's default national model on its public example data.

The model is the one of the documentation page "Model Evaluation in PyMC-Marketing": geometric adstock over
8 lags, logistic saturation, controls event_1, event_2 and t, two yearly Fourier pairs, every prior the default.
This run only takes many more draws, so that quantiles are known to well under one per cent of a posterior sd.

    python run.py path/to/mmm_example.csv reference.json [--draws 20000]

Versions are pinned in requirements.txt (Python 3.11). About a minute and a half on two cores.
"""

import argparse
import hashlib
import json
import platform
import warnings
from importlib.metadata import version
from pathlib import Path

import arviz as az
import numpy as np
import pandas as pd
import pymc as pm
import xarray as xr

warnings.filterwarnings("ignore", category=FutureWarning)

from pymc_marketing.mmm import GeometricAdstock, LogisticSaturation  # noqa: E402
from pymc_marketing.mmm.evaluation import compute_summary_metrics  # noqa: E402
from pymc_marketing.mmm.multidimensional import MMM  # noqa: E402

SEED = 20250715
CHAINS, TUNE, TARGET_ACCEPT = 4, 2000, 0.92
LAGS, PAIRS = 8, 2
CHANNELS, CONTROLS = ["x1", "x2"], ["event_1", "event_2", "t"]
QUANTILES = [0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975]
PARAMETERS = [
    "intercept_contribution",
    "adstock_alpha",
    "saturation_lam",
    "saturation_beta",
    "gamma_control",
    "gamma_fourier",
    "y_sigma",
]
PACKAGES = ["pymc-marketing", "pymc", "pytensor", "nutpie", "arviz", "numpy", "scipy", "numba", "pandas", "xarray"]


def build(table: pd.DataFrame) -> MMM:
    """The default model, built on the table but not yet sampled."""
    model = MMM(
        adstock=GeometricAdstock(l_max=LAGS),
        saturation=LogisticSaturation(),
        date_column="date_week",
        target_column="y",
        channel_columns=CHANNELS,
        control_columns=CONTROLS,
        yearly_seasonality=PAIRS,
    )
    model.build_model(table.drop(columns="y"), table["y"])
    model.add_original_scale_contribution_variable(var=["y", "channel_contribution"])
    return model


def adstock(media: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """(periods) × (draws) → (draws, periods): normalised geometric weights over LAGS lags, zero history."""
    weights = alpha[:, None] ** np.arange(LAGS)
    weights /= weights.sum(axis=1, keepdims=True)
    out = np.zeros((alpha.size, media.size))
    for lag in range(LAGS):
        out[:, lag:] += weights[:, [lag]] * media[: media.size - lag]
    return out


def saturate(stock: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """(1 - exp(-rate u)) / (1 + exp(-rate u))."""
    decay = np.exp(-rate[:, None] * stock)
    return (1 - decay) / (1 + decay)


def mean_path(table: pd.DataFrame, draws: dict[str, np.ndarray]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The model restated in numpy: expected KPI (draws, periods) in its own units, and each channel's part of it.

    The channel parts run LAGS - 1 periods past the data with no further media, so that carry-over is counted.
    """
    scale = table["y"].abs().max()
    angle = 2 * np.pi * table["date_week"].dt.day_of_year.to_numpy() / 365.25
    basis = np.stack([np.sin(k * angle) for k in range(1, PAIRS + 1)] + [np.cos(k * angle) for k in range(1, PAIRS + 1)])
    mean = draws["intercept_contribution"][:, None] + draws["gamma_control"] @ table[CONTROLS].to_numpy().T
    mean = mean + draws["gamma_fourier"] @ basis
    parts = {}
    for c, name in enumerate(CHANNELS):
        media = table[name].to_numpy() / table[name].abs().max()
        stock = adstock(np.append(media, np.zeros(LAGS - 1)), draws["adstock_alpha"][:, c])
        part = draws["saturation_beta"][:, [c]] * saturate(stock, draws["saturation_lam"][:, c])
        mean = mean + part[:, : len(table)]
        parts[name] = part * scale
    return mean * scale, parts


def metrics(actual: np.ndarray, predicted: np.ndarray) -> dict[str, np.ndarray]:
    """Per draw of the posterior predictive (noise included), (draws, periods) → (draws)."""
    error = actual - predicted
    fitted = predicted.var(axis=1)
    return {
        "r_squared": fitted / (fitted + error.var(axis=1)),
        "rmse": np.sqrt((error**2).mean(axis=1)),
        "mae": np.abs(error).mean(axis=1),
    }


def summary(values: np.ndarray) -> dict:
    """Summary of one scalar, values (chains, draws)."""

    def one(figure) -> float:
        return np.asarray(figure).item()

    def name(q: float) -> str:
        return f"{100 * q:g}"

    return {
        "mean": one(values.mean()),
        "sd": one(values.std(ddof=1)),
        "quantiles": {name(q): one(np.quantile(values, q)) for q in QUANTILES},
        "mcse_mean": one(az.mcse(values, method="mean")),
        "mcse_sd": one(az.mcse(values, method="sd")),
        "mcse_quantiles": {name(q): one(az.mcse(values, method="quantile", prob=q)) for q in QUANTILES},
        "ess_bulk": one(az.ess(values, method="bulk")),
        "ess_tail": one(az.ess(values, method="tail")),
        "r_hat": one(az.rhat(values)),
    }


def scalars(posterior: xr.Dataset) -> dict[str, np.ndarray]:
    """Every scalar parameter under its name, e.g. `gamma_fourier[sin_1]`, (chains, draws)."""
    out = {}
    for name in PARAMETERS:
        variable = posterior[name]
        if variable.ndim == 2:
            out[name] = variable.to_numpy()
            continue
        label = variable.dims[2]
        for key in variable[label].to_numpy():
            out[f"{name}[{key}]"] = variable.sel({label: key}).to_numpy()
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("csv", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--draws", type=int, default=20000)
    options = arguments.parse_args()

    table = pd.read_csv(options.csv, parse_dates=["date_week"])
    model = build(table)
    trace = pm.sample(
        draws=options.draws,
        tune=TUNE,
        chains=CHAINS,
        cores=2,
        target_accept=TARGET_ACCEPT,
        random_seed=SEED,
        nuts_sampler="nutpie",
        progressbar=False,
        var_names=PARAMETERS,
        model=model.model,
    )
    posterior = trace.posterior
    shape = (CHAINS, options.draws)
    flat = {
        name: posterior[name].to_numpy().reshape(CHAINS * options.draws, *posterior[name].shape[2:])
        for name in PARAMETERS
    }

    actual = table["y"].to_numpy()
    scale = float(np.abs(actual).max())
    mean, parts = mean_path(table, flat)
    rng = np.random.default_rng(SEED)
    predicted = mean + rng.standard_normal(mean.shape) * flat["y_sigma"][:, None] * scale
    ours = metrics(actual, predicted)

    # The same figures by the library's own functions, on every tenth draw.
    model.idata = az.InferenceData(posterior=posterior.isel(draw=slice(None, None, 10)))
    with model.model:
        library = pm.sample_posterior_predictive(
            model.idata, var_names=["y_original_scale"], random_seed=SEED, progressbar=False
        )
        contribution = pm.compute_deterministics(
            model.idata.posterior.isel(draw=slice(None, 20)),
            var_names=["channel_contribution_original_scale"],
            progressbar=False,
        )["channel_contribution_original_scale"]
    library_metrics = compute_summary_metrics(
        y_true=actual,
        y_pred=library.posterior_predictive["y_original_scale"].stack(sample=("chain", "draw")).transpose(..., "sample").to_numpy(),
        metrics_to_calculate=["r_squared", "rmse", "mae"],
    )
    for name in CHANNELS:
        restated = parts[name].reshape(*shape, -1)[:, ::10][:, :20, : len(table)]
        np.testing.assert_allclose(contribution.sel(channel=name).to_numpy(), restated, rtol=1e-9)

    derived = {"noise_sd_kpi_units": flat["y_sigma"] * scale}
    everything = np.zeros(CHAINS * options.draws)
    for name in CHANNELS:
        spend = float(table[name].sum())
        inside = parts[name][:, : len(table)].sum(axis=1)
        everything += inside
        derived[f"contribution[{name}]"] = inside
        derived[f"contribution_share[{name}]"] = inside / actual.sum()
        derived[f"roas[{name}]"] = inside / spend
        derived[f"roas_with_run_out[{name}]"] = parts[name].sum(axis=1) / spend
    derived["contribution[all media]"] = everything
    derived["contribution_share[all media]"] = everything / actual.sum()

    config = {
        "documentation": "Model Evaluation in PyMC-Marketing (docs/source/notebooks/mmm/mmm_evaluation.ipynb)",
        "target": {"column": "y", "scale": "divide by max |y| over all rows", "scale_value": scale},
        "channels": {
            name: {"scale": "divide by the column's max over all rows", "scale_value": float(table[name].max())}
            for name in CHANNELS
        },
        "mean": "intercept + sum_c beta_c * sat(adstock(x_c / max x_c)) + controls . gamma_control + basis . gamma_fourier",
        "adstock": {
            "kind": "geometric",
            "l_max": LAGS,
            "weights": "alpha^l / sum_l alpha^l, l = 0..7 (normalised)",
            "history_before": "zero",
            "order": "adstock before saturation",
        },
        "saturation": "logistic: (1 - exp(-lam u)) / (1 + exp(-lam u)), times beta",
        "controls": {"columns": CONTROLS, "scale": "as in the file, neither centred nor scaled (t = 0..178)"},
        "season": {
            "pairs": PAIRS,
            "basis": ["sin_1", "sin_2", "cos_1", "cos_2"],
            "angle": "2 pi k day_of_year(date) / 365.25, day_of_year = 1..366 of the label, not centred",
        },
        "likelihood": "y / scale ~ Normal(mean, y_sigma), rows independent",
        "priors": {
            "intercept_contribution": "Normal(0, 2)",
            "adstock_alpha": "Beta(1, 3), each channel",
            "saturation_lam": "Gamma(shape 3, rate 1), each channel",
            "saturation_beta": "HalfNormal(2), each channel",
            "gamma_control": "Normal(0, 2), each control",
            "gamma_fourier": "Laplace(0, 1), each term",
            "y_sigma": "HalfNormal(2)",
        },
        "priors_as_printed_by_the_library": {key: str(value) for key, value in model.model_config.items()},
    }
    result = {
        "about": "Made by run.py; see README.md. Parameters hold on the scaled KPI, derived quantities in the file's units.",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "data": {"rows": len(table), "sha256": hashlib.sha256(options.csv.read_bytes()).hexdigest()},
        "sampler": {
            "name": "nutpie (NUTS, float64)",
            "chains": CHAINS,
            "tune": TUNE,
            "draws_per_chain": options.draws,
            "target_accept": TARGET_ACCEPT,
            "seed": SEED,
            "divergences": int(trace.sample_stats["diverging"].sum()),
        },
        "model": config,
        "parameters": {name: summary(values) for name, values in scalars(posterior).items()},
        "derived": {name: summary(values.reshape(shape)) for name, values in derived.items()},
        "metrics": {
            "definition": (
                "One value per draw of the posterior predictive, noise included, over all rows and in the units of y;"
                " the published figures are the means over draws."
                " r_squared = var(pred) / (var(pred) + var(y - pred)), var dividing by the number of rows;"
                " rmse = sqrt(mean((y - pred)^2)); mae = mean(|y - pred|)."
            ),
            "published": {"r_squared": 0.9057, "rmse": 351.5, "mae": 281.5},
            "this_run": {name: summary(values.reshape(shape)) for name, values in ours.items()},
            "by_the_library_on_every_tenth_draw": {
                name: {key: float(value) for key, value in entry.items()} for name, entry in library_metrics.items()
            },
            "of_the_posterior_mean_path": {
                name: float(value[0]) for name, value in metrics(actual, mean.mean(axis=0)[None, :]).items()
            },
        },
    }
    options.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
