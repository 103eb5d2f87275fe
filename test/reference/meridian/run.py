"""Reference posterior of Google Meridian's default models on its own simulated sets.

    python run.py national path/to/national_all_channels.csv national.json [--keep 6000]
    python run.py geo path/to/geo_all_channels.csv geo.json [--keep 2000]

The program itself samples, on its jax backend in float64, with every setting its default: national (one knot, no group
effects) or geo (log-normal group effects, a knot for every week, one noise sd). This script only asks for many more
draws and writes down what came out. It stops if Meridian's own incremental outcome and its log density differ from
the formulas written here in numpy, so that what reference.json calls the model is what was sampled.

Versions are pinned in requirements.txt (Python 3.11).
"""

import argparse
import hashlib
import json
import os
import platform
import time
import warnings
from importlib.metadata import version
from pathlib import Path

os.environ["MERIDIAN_BACKEND"] = "jax"
os.environ["MERIDIAN_ENABLE_JAX_X64"] = "true"
os.environ.setdefault("JAX_PLATFORMS", "cpu")
warnings.filterwarnings("ignore")

import arviz as az  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from meridian import backend  # noqa: E402
from meridian.analysis import analyzer  # noqa: E402
from meridian.data.data_frame_input_data_builder import DataFrameInputDataBuilder  # noqa: E402
from meridian.model import model, spec  # noqa: E402
from scipy import stats  # noqa: E402

SEED = 20250715
QUANTILES = [0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975]
CHANNELS = [f"Channel{c}" for c in range(5)]
ORGANIC, TREATMENT = "Organic_channel0", "Promo"
CONTROLS = ["competitor_sales_control", "sentiment_score_control"]
PACKAGES = ["google-meridian", "jax", "jaxlib", "tfp-nightly", "arviz", "numpy", "scipy", "pandas", "xarray"]
LAGS = 8


def load(table: pd.DataFrame):
    """The data as Meridian's own demonstration declares them: count KPI, revenue per KPI, impressions and spend."""
    builder = (
        DataFrameInputDataBuilder(kpi_type="non_revenue")
        .with_kpi(table, kpi_col="conversions")
        .with_revenue_per_kpi(table, revenue_per_kpi_col="revenue_per_conversion")
        .with_controls(table, control_cols=CONTROLS)
        .with_media(
            table,
            media_cols=[f"{name}_impression" for name in CHANNELS],
            media_spend_cols=[f"{name}_spend" for name in CHANNELS],
            media_channels=CHANNELS,
        )
        .with_organic_media(
            table, organic_media_cols=[f"{ORGANIC}_impression"], organic_media_channels=[ORGANIC]
        )
        .with_non_media_treatments(table, non_media_treatment_cols=[TREATMENT])
    )
    if "geo" in table.columns:
        builder = builder.with_population(table)
    return builder.build()


class Restated:
    """The model in numpy; every array (groups, periods[, channels])."""

    def __init__(self, table: pd.DataFrame):
        national = "geo" not in table.columns
        frame = table.assign(geo="all", population=1.0) if national else table
        frame = frame.sort_values(["geo", "time"], kind="stable")
        self.groups = list(dict.fromkeys(frame["geo"]))
        shape = (len(self.groups), frame["time"].nunique())

        def grid(column: str) -> np.ndarray:
            return frame[column].to_numpy(float).reshape(shape)

        self.population = grid("population")[:, 0]
        kpi = grid("conversions") / self.population[:, None]
        self.center, self.scale = kpi.mean(), kpi.std()
        self.y = (kpi - self.center) / self.scale
        self.value = grid("revenue_per_conversion")
        self.total = (grid("conversions") * self.value).sum()
        self.spend = np.array([grid(f"{name}_spend").sum() for name in CHANNELS])
        self.media = self._media([f"{name}_impression" for name in CHANNELS], grid)
        self.organic = self._media([f"{ORGANIC}_impression"], grid)
        self.controls = np.stack([self._standard(grid(name)) for name in CONTROLS], axis=-1)
        self.treatment = self._standard(grid(TREATMENT))
        self.per_unit = self.value * self.population[:, None] * self.scale

    def _media(self, columns, grid) -> np.ndarray:
        per_head = np.stack([grid(name) for name in columns], axis=-1) / self.population[:, None, None]
        middle = [np.median(per_head[..., c][per_head[..., c] > 0]) for c in range(len(columns))]
        return per_head / np.array(middle)

    @staticmethod
    def _standard(values: np.ndarray) -> np.ndarray:
        return (values - values.mean()) / values.std()

    @staticmethod
    def transform(media: np.ndarray, alpha: np.ndarray, half: np.ndarray) -> np.ndarray:
        """Adstock over lags 0..8 with weights that sum to 1 and zero history, then u / (u + half)."""
        weights = alpha[None, :] ** np.arange(LAGS + 1)[:, None]
        weights /= weights.sum(axis=0)
        stock = np.zeros_like(media)
        for lag in range(LAGS + 1):
            stock[:, lag:] += weights[lag] * media[:, : media.shape[1] - lag]
        return stock / (stock + half)

    def outcome(self, media: np.ndarray, coefficient: np.ndarray) -> np.ndarray:
        """Revenue of transformed media (groups, periods, channels) at coefficient (groups, channels), per channel."""
        return np.einsum("gtc,gc,gt->c", media, coefficient, self.per_unit)

    def log_density(self, draw: dict) -> float:
        """Log density of the latent variables as Meridian yields them, likelihood included."""
        media = self.transform(self.media, draw["alpha_m"], draw["ec_m"])
        organic = self.transform(self.organic, draw["alpha_om"], draw["ec_om"])
        national = len(self.groups) == 1
        lift = (self.treatment - self.treatment.min())[..., None]

        def location(unit, target, eta, dev, lognormal):
            per_group = np.einsum("gtc,gt->gc", unit, self.per_unit)
            if lognormal:
                return np.log(target) - np.log((per_group * np.exp(dev * eta)).sum(axis=0))
            return (target - (per_group * dev * eta).sum(axis=0)) / per_group.sum(axis=0)

        def coefficients(unit, target, eta, dev):
            mean = location(unit, target, eta, dev, not national) + eta * dev
            return mean if national else np.exp(mean)

        zero = np.zeros(1)
        beta = coefficients(media, draw["roi_m"] * self.spend, draw.get("eta_m", zero), draw["beta_gm_dev"])
        beta_o = coefficients(
            organic, draw["contribution_om"] * self.total, draw.get("eta_om", zero), draw["beta_gom_dev"]
        )
        xi_n, dev_n = draw.get("xi_n", zero), draw["gamma_gn_dev"]
        gamma_n = location(lift, draw["contribution_n"] * self.total, xi_n, dev_n, False) + xi_n * dev_n
        gamma_c = draw["gamma_c"] + draw.get("xi_c", zero) * draw["gamma_gc_dev"]
        knots = draw["knot_values"]
        level = np.full(self.y.shape[1], knots[0]) if knots.size == 1 else knots
        mean = (
            level[None, :]
            + np.einsum("gtc,gc->gt", media, beta)
            + np.einsum("gtc,gc->gt", organic, beta_o)
            + np.einsum("gtc,gc->gt", self.controls, gamma_c)
            + self.treatment * gamma_n
        )
        normal, half_normal = stats.norm.logpdf, stats.halfnorm.logpdf
        log = normal(knots, 0, 5).sum() + half_normal(draw["sigma"], 0, 5).sum()
        if not national:
            others = draw["tau_g_excl_baseline"]
            at = int(np.argmax(self.population))
            mean = mean + np.insert(others, at, 0.0)[:, None]
            log += normal(others, 0, 5).sum()
            log += half_normal(draw["eta_m"], 0, 1).sum() + half_normal(draw["eta_om"], 0, 1).sum()
            log += half_normal(draw["xi_c"], 0, 5).sum() + half_normal(draw["xi_n"], 0, 5).sum()
        for name in ["beta_gm_dev", "beta_gom_dev", "gamma_gc_dev", "gamma_gn_dev"]:
            log += normal(draw[name], 0, 1).sum()
        for name in ["ec_m", "ec_om"]:
            log += stats.truncnorm.logpdf(draw[name], (0.1 - 0.8) / 0.8, (10 - 0.8) / 0.8, 0.8, 0.8).sum()
        log += stats.lognorm.logpdf(draw["roi_m"], 0.9, scale=np.exp(0.2)).sum()
        log += stats.beta.logpdf(draw["contribution_om"], 1, 99).sum()
        log += stats.truncnorm.logpdf(draw["contribution_n"], -10, 10, 0, 0.1).sum()
        log += normal(draw["gamma_c"], 0, 5).sum()
        return float(log + normal(self.y, mean, draw["sigma"]).sum())


def check_density(mmm, restated: Restated, points: int) -> float:
    """Largest difference, less the first point's, of Meridian's log density and the restated one at prior draws."""
    joint = mmm.posterior_sampler_callable._get_joint_dist()
    unpinned = mmm.posterior_sampler_callable._get_joint_dist_unpinned()
    names = [name for name in unpinned.event_shape_tensor()._fields]
    differences = []
    for point in range(points):
        sample = unpinned.sample(seed=backend.RNGHandler(SEED + point).get_next_seed())._asdict()
        values = {name: sample[name] for name in names if name != "y"}
        theirs = float(joint.log_prob(**values))
        draw = {name: np.atleast_1d(np.asarray(value, float)) for name, value in values.items()}
        differences.append(theirs - restated.log_density(draw))
    spread = max(differences) - min(differences)
    print(f"log density: differs from the restated one by {differences[0]:.9f} at every point, within {spread:.2e}")
    return spread


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


def scalars(posterior, names) -> dict[str, np.ndarray]:
    """Every scalar under its name, e.g. `roi_m[Channel0]`, (chains, draws)."""
    out = {}
    for name in names:
        variable = posterior[name]
        labels = variable.dims[2:]
        if variable[0, 0].size == 1:
            out[name] = variable.to_numpy().reshape(variable.shape[:2])
            continue
        stacked = variable.stack(key=labels)
        for index, key in enumerate(stacked["key"].to_numpy()):
            label = ",".join(str(part) for part in (key if isinstance(key, tuple) else (key,)))
            out[f"{name}[{label}]"] = stacked[..., index].to_numpy()
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("kind", choices=["national", "geo"])
    arguments.add_argument("csv", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--chains", type=int, default=4)
    arguments.add_argument("--adapt", type=int, default=2000)
    arguments.add_argument("--burnin", type=int, default=500)
    arguments.add_argument("--keep", type=int, default=6000)
    arguments.add_argument("--save", type=Path, help="also keep the posterior draws, as NetCDF")
    options = arguments.parse_args()

    table = pd.read_csv(options.csv)
    mmm = model.Meridian(input_data=load(table), model_spec=spec.ModelSpec())
    assert backend.float_dtype == np.float64, "not in double precision"
    restated = Restated(table)
    spread = check_density(mmm, restated, 5)
    if not spread < 1e-6:
        raise SystemExit("Meridian's log density is not the one restated here")

    start = time.time()
    mmm.sample_posterior(
        n_chains=options.chains,
        n_adapt=options.adapt,
        n_burnin=options.burnin,
        n_keep=options.keep,
        seed=SEED,
    )
    print(f"sampled in {time.time() - start:.0f} s")
    if options.save:
        mmm.inference_data.to_netcdf(str(options.save), engine="h5netcdf")
    posterior = mmm.inference_data.posterior
    national = options.kind == "national"
    names = ["roi_m", "alpha_m", "ec_m", "alpha_om", "ec_om", "contribution_om", "gamma_c", "contribution_n", "sigma"]
    names += ["beta_m", "beta_om", "gamma_n", "knot_values"] if national else ["eta_m", "eta_om", "xi_c", "xi_n"]
    if not national:
        names += ["beta_gm", "beta_gom", "tau_g", "knot_values"]

    # Meridian's own incremental outcome of the first draws against roi times spend and the restated transforms.
    every = analyzer.Analyzer(model_context=mmm.model_context, inference_data=mmm.inference_data.isel(draw=slice(None, 20)))
    theirs = np.asarray(every.incremental_outcome())[..., : len(CHANNELS)]
    roi = posterior["roi_m"].to_numpy()[:, :20]
    np.testing.assert_allclose(theirs, roi * restated.spend, rtol=1e-6)
    beta = posterior["beta_gm"].to_numpy()
    for chain in range(options.chains):
        media = restated.transform(
            restated.media, posterior["alpha_m"].to_numpy()[chain, 0], posterior["ec_m"].to_numpy()[chain, 0]
        )
        np.testing.assert_allclose(restated.outcome(media, beta[chain, 0]), theirs[chain, 0], rtol=1e-6)

    result = {
        "about": "Made by run.py; see README.md. Coefficients hold on the standardised KPI; ROI is revenue per money spent.",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "data": {"rows": len(table), "sha256": hashlib.sha256(options.csv.read_bytes()).hexdigest()},
        "sampler": {
            "name": "Meridian.sample_posterior (windowed adaptive NUTS of TensorFlow Probability on jax, float64)",
            "chains": options.chains,
            "adapt": options.adapt,
            "burnin": options.burnin,
            "draws_per_chain": options.keep,
            "seed": SEED,
            "divergences": int(mmm.inference_data.sample_stats["diverging"].sum()),
            "log_density_spread": spread,
        },
        "parameters": {name: summary(values) for name, values in scalars(posterior, names).items()},
    }
    least = min(result["parameters"].items(), key=lambda item: item[1]["ess_bulk"])
    print(f"least bulk ESS {least[1]['ess_bulk']:.0f} ({least[0]}), divergences {result['sampler']['divergences']}")
    options.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
