"""Diagnostics of fixed arrays by ArviZ. Prints JSON; see README.md."""

import json

import arviz as az
import numpy as np
import scipy
from scipy.stats import norm


def uniforms(seed, count):
    """Park & Miller's minimal standard generator: the same in every language."""
    state = seed
    out = []
    for _ in range(count):
        state = state * 48271 % 2147483647
        out.append(state / 2147483647)
    return np.array(out)


def normals(seed, chains, draws):
    return norm.ppf(uniforms(seed, chains * draws)).reshape(chains, draws)


def autoregressive(seed, chains, draws, rho):
    noise = normals(seed, chains, draws)
    x = np.zeros((chains, draws))
    for t in range(draws):
        x[:, t] = (rho * x[:, t - 1] if t else 0) + noise[:, t]
    return x


shifted = normals(11, 4, 250)
shifted[2] += 0.5
spread = normals(12, 4, 250)
spread[1] *= 2.5
arrays = {
    "independent": normals(1, 4, 250),
    "autoregressive": autoregressive(2, 4, 500, 0.8),
    "slow": autoregressive(3, 4, 300, 0.99),
    "antithetic": autoregressive(4, 4, 400, -0.6),
    "odd": autoregressive(5, 3, 201, 0.5),
    "shifted": shifted,
    "spread": spread,
    "cauchy": np.tan(np.pi * (uniforms(6, 1200) - 0.5)).reshape(4, 300),
    "ties": np.floor(3 * normals(7, 4, 250)),
}

figures = {}
for name, x in arrays.items():
    figures[name] = {
        "chains": x.shape[0],
        "rhat": float(az.rhat(x, method="rank")),
        "bulkEss": float(az.ess(x, method="bulk")),
        "tailEss": float(az.ess(x, method="tail")),
        "meanEss": float(az.ess(x, method="mean")),
        "medianEss": float(az.ess(x, method="quantile", prob=0.5)),
        "meanError": float(az.mcse(x, method="mean")),
        "quantileError10": float(az.mcse(x, method="quantile", prob=0.1)),
        "quantileError50": float(az.mcse(x, method="quantile", prob=0.5)),
        "bfmi": [float(b) for b in az.bfmi(x)],
        "quantiles": [float(q) for q in np.quantile(x, [0.025, 0.05, 0.25, 0.5, 0.9, 0.975])],
        "sd": float(np.std(x, ddof=1)),
        "sum": float(np.sum(x)),
    }
versions = {"arviz": az.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
print(json.dumps({"versions": versions, "figures": figures}, indent=1))
