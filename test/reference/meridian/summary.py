"""Summary of one scalar of a posterior, as `reference.json` files hold it."""

import arviz as az
import numpy as np

QUANTILES = [0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975]


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
