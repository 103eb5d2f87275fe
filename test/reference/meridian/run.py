"""Reference posterior of Google Meridian's default models on its own simulated sets.

    python run.py national path/to/national_all_channels.csv national.json
    python run.py geo path/to/geo_all_channels.csv geo.json

The program itself samples, on its jax backend in float64, the default model: national (one knot, no group effects) or
geo (log-normal group effects, a knot for every week, one noise sd). This script only asks for many more draws and for a
finer step than the default acceptance of 0.85 gives, and writes down what came out. It stops if Meridian's own incremental outcome and its log density differ from
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

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from immutabledict import immutabledict  # noqa: E402
from meridian import backend  # noqa: E402
from meridian.analysis import analyzer  # noqa: E402
from meridian.data.data_frame_input_data_builder import DataFrameInputDataBuilder  # noqa: E402
from meridian.model import model, spec  # noqa: E402

from density import CHANNELS, CONTROLS, ORGANIC, TREATMENT, Restated  # noqa: E402
from summary import summary  # noqa: E402

SEED = 20250715
TARGET_ACCEPT = 0.95
PACKAGES = ["google-meridian", "jax", "jaxlib", "tfp-nightly", "arviz", "numpy", "scipy", "pandas", "xarray"]


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
    arguments.add_argument("--adapt", type=int, default=1000)
    arguments.add_argument("--burnin", type=int, default=500)
    arguments.add_argument("--keep", type=int, default=12000)
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
        dual_averaging_kwargs=immutabledict(target_accept_prob=TARGET_ACCEPT),
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
            "target_accept": TARGET_ACCEPT,
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
