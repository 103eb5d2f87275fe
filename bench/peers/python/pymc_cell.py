"""One cell of PyMC-Marketing: builds, samples with nutpie, writes what `cell.write` asks for.

Variants (option `variant`): `own` is the library's default model on its example, and the model that the public
recovery benchmark gave it on the recovery sets (sigmoid Hill, half-normal priors, for several regions a hierarchical
log-normal coefficient); `same` is this project's generic model file, stated in the library's components.
"""

import warnings

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
import pymc as pm  # noqa: E402
from pymc_extras.prior import Prior  # noqa: E402
from pymc_marketing.mmm import (  # noqa: E402
    GeometricAdstock,
    HillSaturation,
    HillSaturationSigmoid,
    LogisticSaturation,
)
from pymc_marketing.mmm.multidimensional import MMM  # noqa: E402
from pymc_marketing.special_priors import LogNormalPrior  # noqa: E402

import cell  # noqa: E402

PACKAGES = ["pymc-marketing", "pymc", "pytensor", "nutpie", "numba", "numpy"]
LAGS = 8


def components(data: cell.Set, variant: str) -> dict:
    """Keyword arguments of the model that differ between sets and variants."""
    if variant == "same":
        return {
            "adstock": GeometricAdstock(
                l_max=LAGS, priors={"alpha": Prior("Beta", alpha=1, beta=3, dims="channel")}
            ),
            "saturation": HillSaturation(
                priors={
                    "slope": Prior("LogNormal", mu=0.2, sigma=0.4, dims="channel"),
                    "kappa": Prior("LogNormal", mu=-0.2, sigma=0.7, dims="channel"),
                    "beta": Prior("HalfNormal", sigma=1, dims="channel"),
                }
            ),
            "model_config": {
                "intercept": Prior("Normal", mu=0, sigma=1),
                "gamma_control": Prior("Normal", mu=0, sigma=np.array([1.0] * len(data.controls) + [0.5]), dims="control"),
                "gamma_fourier": Prior("Normal", mu=0, sigma=0.5, dims="fourier_mode"),
                "likelihood": Prior("Normal", sigma=Prior("HalfNormal", sigma=1), dims="date"),
            },
        }
    if data.group is None:
        return {"adstock": GeometricAdstock(l_max=LAGS), "saturation": LogisticSaturation()}
    if data.shape[0] == 1:
        height = LogNormalPrior(mean=0.25, std=0.25, dims=("channel",))
    else:
        height = LogNormalPrior(
            mean=Prior("Gamma", mu=0.25, sigma=0.10, dims=("channel",)),
            std=Prior("Exponential", scale=0.10, dims=("channel",)),
            dims=("channel", "geo"),
            centered=False,
        )
    return {
        "dims": ("geo",),
        "scaling": {"channel": {"method": "max", "dims": ()}, "target": {"method": "max", "dims": ()}},
        "adstock": GeometricAdstock(l_max=LAGS, priors={"alpha": Prior("Beta", alpha=1, beta=3, dims=("channel",))}),
        "saturation": HillSaturationSigmoid(
            priors={
                "sigma": height,
                "beta": Prior("HalfNormal", sigma=1.5, dims=("channel",)),
                "lam": Prior("HalfNormal", sigma=1.5, dims=("channel",)),
            }
        ),
    }


def main() -> None:
    name, folder, out, options = cell.arguments()
    data = cell.read_set(name, folder)
    variant = options["variant"]
    table = data.table.copy()
    table[data.date] = np.array(table[data.date], dtype="datetime64[ns]")
    # Treatments and organic media have no place of their own here: controls and a channel without spend.
    channels = data.channels + data.organic
    controls = data.controls + data.treatments
    if variant == "same":
        if data.shape[0] > 1 or data.group is None:
            raise SystemExit("the generic model is stated for the one-region recovery set only")
        table[controls] = (table[controls] - table[controls].mean()) / table[controls].std(ddof=0)
        table["trend"] = np.linspace(0, 1, len(table))
        controls = [*controls, "trend"]

    clock = cell.Clock()
    mmm = MMM(
        date_column=data.date,
        target_column=data.kpi,
        channel_columns=channels,
        control_columns=controls or None,
        yearly_seasonality=2,
        **components(data, variant),
    )
    mmm.build_model(table.drop(columns=data.kpi), table[data.kpi])
    free = [variable.name for variable in mmm.model.free_RVs]
    clock.mark("model")
    trace = pm.sample(
        draws=options["draws"],
        tune=options["tune"],
        chains=options["chains"],
        cores=options["cores"],
        target_accept=options["targetAccept"],
        random_seed=cell.SEED,
        nuts_sampler="nutpie",
        progressbar=False,
        var_names=free,
        model=mmm.model,
    )
    clock.mark("draws")

    posterior = trace.posterior
    chains, draws = posterior.sizes["chain"], posterior.sizes["draw"]
    kept = cell.thinned(chains * draws)
    groups, periods = data.shape
    scale = mmm.get_scales_as_xarray()["target_scale"].to_numpy() * 1.0
    wanted = ["channel_contribution"]
    totals = np.zeros((len(data.channels), groups, chains * draws))
    means = np.zeros((len(data.channels), groups, periods))
    paths = np.zeros((len(data.channels), groups, periods, kept.size))
    predicted = np.zeros((groups, periods, kept.size))
    rng = np.random.default_rng(cell.SEED)
    step = max(1, 50_000_000 // (len(channels) * groups * periods))
    value = np.ones((groups, periods)) if data.value is None else table[data.value].to_numpy().reshape(groups, periods)
    order = [str(name) for name in posterior.coords["geo"].to_numpy()] if "geo" in posterior.coords else None
    if order is not None and order != data.groups and groups > 1:
        raise SystemExit(f"regions in another order: {order}")
    for chain in range(chains):
        for start in range(0, draws, step):
            part = posterior.isel(chain=[chain], draw=slice(start, start + step))
            found = pm.compute_deterministics(part, var_names=wanted, model=mmm.model, progressbar=False, merge_dataset=False)
            contribution = found["channel_contribution"]
            lead = ["channel"] + (["geo"] if "geo" in contribution.dims else [])
            block = contribution.squeeze("chain").transpose(*lead, "date", "draw").to_numpy()
            block = block.reshape(len(channels), groups, periods, -1)[: len(data.channels)] * np.reshape(scale, (-1, 1, 1))
            at = chain * draws + start
            width = block.shape[-1]
            totals[..., at : at + width] = np.einsum("cgtd,gt->cgd", block, value)
            means += block.sum(axis=-1)
            inside = (kept >= at) & (kept < at + width)
            paths[..., inside] = block[..., kept[inside] - at]
    means /= chains * draws
    flat = posterior.stack(sample=("chain", "draw")).isel(sample=kept)
    with mmm.model:
        noisy = pm.sample_posterior_predictive(
            trace.isel(draw=np.unique(kept % draws)), var_names=["y"], random_seed=cell.SEED, progressbar=False
        ).posterior_predictive["y"]
    noisy = noisy.stack(sample=("chain", "draw"))
    noisy = noisy.transpose(*(["geo"] if "geo" in noisy.dims else []), "date", "sample").to_numpy().reshape(groups, periods, -1)
    pick = rng.choice(noisy.shape[-1], size=min(kept.size, noisy.shape[-1]), replace=False)
    predicted = noisy[..., pick] * np.reshape(scale, (-1, 1, 1))
    if predicted.shape[-1] < kept.size:
        paths = paths[..., : predicted.shape[-1]]
    del flat

    parameters = {}
    for name in free:
        values = posterior[name].to_numpy().reshape(chains * draws, -1)
        for column in range(values.shape[1]):
            parameters[f"{name}[{column}]"] = values[:, column]
    cell.write(
        out, data, clock, PACKAGES, f"PyMC-Marketing, {variant}", chains,
        int(trace.sample_stats["diverging"].sum()), options["tune"] / (options["tune"] + options["draws"]),
        parameters, totals, means, paths, predicted,
    )  # fmt: skip


if __name__ == "__main__":
    main()
