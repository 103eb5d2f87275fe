"""Meridian's default model in numpy, national and by region; `run.py` proves it equal to Meridian's own log density."""

import numpy as np
import pandas as pd
from scipy import stats

CHANNELS = [f"Channel{c}" for c in range(5)]
ORGANIC, TREATMENT = "Organic_channel0", "Promo"
CONTROLS = ["competitor_sales_control", "sentiment_score_control"]
LAGS = 8


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
