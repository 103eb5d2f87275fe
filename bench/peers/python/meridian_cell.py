"""One cell of Google Meridian: builds, samples on its jax backend in float64, writes what `cell.write` asks for.

On the recovery sets the specification is the one that the public recovery benchmark gave Meridian (prior on the
coefficient, alpha Beta(1, 3), one noise sd per region, knots chosen by Meridian, population 1); on the two examples it
is Meridian's default.
"""

import os
import warnings

os.environ["MERIDIAN_BACKEND"] = "jax"
os.environ["MERIDIAN_ENABLE_JAX_X64"] = "true"
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
from immutabledict import immutabledict  # noqa: E402
from meridian import backend  # noqa: E402
from meridian.analysis import analyzer  # noqa: E402
from meridian.data.data_frame_input_data_builder import DataFrameInputDataBuilder  # noqa: E402
from meridian.model import model, prior_distribution, spec  # noqa: E402

import cell  # noqa: E402

PACKAGES = ["google-meridian", "jax", "jaxlib", "tfp-nightly", "numpy"]


def load(data: cell.Set):
    table = data.table.rename(columns={data.date: "time"})
    if data.group is not None:
        table = table.rename(columns={data.group: "geo"}).assign(population=1.0)
    builder = DataFrameInputDataBuilder(kpi_type="revenue" if data.value is None else "non_revenue").with_kpi(
        table, kpi_col=data.kpi
    )
    if data.value is not None:
        builder = builder.with_revenue_per_kpi(table, revenue_per_kpi_col=data.value)
    if data.controls:
        builder = builder.with_controls(table, control_cols=data.controls)
    if data.shape[0] > 1:
        builder = builder.with_population(table)
    builder = builder.with_media(
        table, media_cols=data.channels, media_spend_cols=data.spend, media_channels=data.channels
    )
    if data.organic:
        builder = builder.with_organic_media(
            table, organic_media_cols=data.organic, organic_media_channels=data.organic
        )
    if data.treatments:
        builder = builder.with_non_media_treatments(table, non_media_treatment_cols=data.treatments)
    return builder.build()


def specification(data: cell.Set) -> spec.ModelSpec:
    if data.group is None:
        return spec.ModelSpec()
    alpha = backend.tfd.Beta(backend.np_float_dtype(1.0), backend.np_float_dtype(3.0), name="alpha_m")
    return spec.ModelSpec(
        prior=prior_distribution.PriorDistribution(alpha_m=alpha),
        media_effects_dist="log_normal",
        max_lag=8,
        unique_sigma_for_each_geo=data.shape[0] > 1,
        media_prior_type="coefficient",
        enable_aks=True,
    )


def main() -> None:
    name, folder, out, options = cell.arguments()
    data = cell.read_set(name, folder)
    clock = cell.Clock()
    mmm = model.Meridian(input_data=load(data), model_spec=specification(data))
    clock.mark("model")
    chains, draws = options["chains"], options["draws"]
    mmm.sample_posterior(
        n_chains=chains,
        n_adapt=options["tune"] // 2,
        n_burnin=options["tune"] - options["tune"] // 2,
        n_keep=draws,
        seed=cell.SEED,
        dual_averaging_kwargs=immutabledict(target_accept_prob=options["targetAccept"]),
    )
    clock.mark("draws")

    posterior = mmm.inference_data.posterior
    groups, periods = data.shape
    wanted = [str(group) for group in posterior.coords["geo"].to_numpy()]
    order = [0] if groups == 1 else [wanted.index(str(group)) for group in data.groups]
    kept = cell.thinned(chains * draws)
    channels = len(data.channels)
    value = np.ones((groups, periods)) if data.value is None else data.table[data.value].to_numpy().reshape(groups, periods)
    totals = np.zeros((channels, groups, chains * draws))
    means = np.zeros((channels, groups, periods))
    paths = np.zeros((channels, groups, periods, kept.size))
    step = max(1, 20_000_000 // (channels * groups * periods))
    for chain in range(chains):
        for start in range(0, draws, step):
            part = mmm.inference_data.isel(chain=[chain], draw=slice(start, start + step))
            found = analyzer.Analyzer(model_context=mmm.model_context, inference_data=part).incremental_outcome(
                aggregate_geos=False, aggregate_times=False, use_kpi=True, include_non_paid_channels=False
            )
            # (1, draws, groups, periods, channels) in KPI units
            block = np.transpose(np.asarray(found)[0], (3, 1, 2, 0))[:, order]
            at = chain * draws + start
            width = block.shape[-1]
            totals[..., at : at + width] = np.einsum("cgtd,gt->cgd", block, value)
            means += block.sum(axis=-1)
            inside = (kept >= at) & (kept < at + width)
            paths[..., inside] = block[..., kept[inside] - at]
    means /= chains * draws

    thin = np.unique(kept % draws)
    sparse = mmm.inference_data.isel(draw=thin)
    expected = analyzer.Analyzer(model_context=mmm.model_context, inference_data=sparse).expected_outcome(
        aggregate_geos=False, aggregate_times=False, use_kpi=True
    )
    expected = np.asarray(expected).reshape(-1, groups, periods)[:, order]
    sigma = np.asarray(sparse.posterior["sigma"]).reshape(expected.shape[0], -1)
    sigma = sigma[:, order] if sigma.shape[1] == groups else np.repeat(sigma[:, :1], groups, axis=1)
    spread = float(np.asarray(mmm.model_context.kpi_transformer.population_scaled_stdev))
    rng = np.random.default_rng(cell.SEED)
    noisy = expected + spread * sigma[..., None] * rng.standard_normal(expected.shape)
    pick = rng.choice(noisy.shape[0], size=min(kept.size, noisy.shape[0]), replace=False)
    predicted = np.transpose(noisy[pick], (1, 2, 0))
    paths = paths[..., : predicted.shape[-1]]

    # Deterministic copies of other variables would only be judged twice.
    skip = {"mu_t", "tau_g", "gamma_gc", "gamma_gn"}
    parameters = {}
    for variable in posterior.data_vars:
        if variable in skip:
            continue
        values = posterior[variable].to_numpy().reshape(chains * draws, -1)
        for column in range(values.shape[1]):
            parameters[f"{variable}[{column}]"] = values[:, column].astype(float)
    cell.write(
        out, data, clock, PACKAGES, "Meridian, own", chains,
        int(mmm.inference_data.sample_stats["diverging"].sum()), options["tune"] / (options["tune"] + draws),
        parameters, totals, means, paths, predicted,
    )  # fmt: skip


if __name__ == "__main__":
    main()
