import type { MediaResponse } from '../../mixmodel/index.js';
import type { CarryIn, EffectTotals, Horizon, PreparedPath, SpendPath } from './effect-types.js';
import { drawAdstock } from './adstock.js';
import { hillTotals, linearTotals, logisticTotals, proportionalHillTotals } from './saturated-totals.js';
import { isSeparable, seenEffect, separableByPeriod, separablePath, separableTotals } from './separable-effect.js';

/**
 * @param history `(history)` media, most recent last
 * @param frequency `(history)` where the history is of reach and frequency: media ÷ frequency were reached
 */
export function prepareCarryIn(
  response: MediaResponse,
  history: Float64Array,
  horizon: Horizon,
  draws = response.draws,
  frequency: Float64Array | null = null,
): CarryIn {
  const periods = horizon.window + horizon.runOut;
  if (isSeparable(response)) {
    const effect = seenEffect(response, draws, history, frequency, history.length, periods);
    return { response, horizon, draws, level: new Float64Array(0), effect, lasts: 0 };
  }
  const media = onTimeline(history, 0, horizon);
  const level = adstocked(response, media, horizon, draws);
  const effect = new Float64Array(periods * draws);
  for (let cell = 0, d = 0; cell < effect.length; cell++, d = d + 1 === draws ? 0 : d + 1) {
    if (level[cell]! > 0) effect[cell] = response.coefficient[d]! * saturated(response, d, level[cell]!);
  }
  let lasts = periods;
  while (lasts > 0 && isZero(level, (lasts - 1) * draws, lasts * draws)) lasts--;
  return { response, horizon, draws, level, effect, lasts };
}

export function preparePath(carryIn: CarryIn, path: SpendPath): PreparedPath {
  const { response, horizon, draws } = carryIn;
  if (isSeparable(response)) {
    const periods = horizon.window + horizon.runOut;
    const separable = separablePath(response, draws, periods, path.fixed, path.perMoney);
    const none = new Float64Array(0);
    return { carryIn, separable, fixed: none, perMoney: none, proportionalFrom: 0, odds: none };
  }
  const perMoney = adstocked(response, onTimeline(path.perMoney, horizon.history, horizon), horizon, draws);
  const hasFixed = path.fixed.some((value) => value !== 0);
  const fixed = hasFixed
    ? adstocked(response, onTimeline(path.fixed, horizon.history, horizon), horizon, draws)
    : new Float64Array(0);
  const periods = horizon.window + horizon.runOut;
  const proportionalFrom = hasFixed ? periods : carryIn.lasts;
  return {
    carryIn,
    separable: null,
    fixed,
    perMoney,
    proportionalFrom,
    odds: oddsOf(response, perMoney, proportionalFrom, draws),
  };
}

function oddsOf(response: MediaResponse, perMoney: Float64Array, from: number, draws: number): Float64Array {
  if (response.saturation !== 'hill') return new Float64Array(0);
  const { half, slope } = response;
  const odds = new Float64Array(perMoney.length);
  const periods = perMoney.length / draws;
  for (let d = 0; d < draws; d++) {
    const k = half[d]!;
    const s = slope[d]!;
    for (let t = from; t < periods; t++) {
      const ratio = k / perMoney[t * draws + d]!;
      odds[d * periods + t] = s === 1 ? ratio : Math.exp(s * Math.log(ratio));
    }
  }
  return odds;
}

/** `(history + window + run-out)` with `part` put at `at`, zeros elsewhere. */
function onTimeline(part: Float64Array, at: number, horizon: Horizon): Float64Array {
  const media = new Float64Array(horizon.history + horizon.window + horizon.runOut);
  media.set(part, at);
  return media;
}

function adstocked(response: MediaResponse, media: Float64Array, horizon: Horizon, draws: number): Float64Array {
  return drawAdstock(response, draws, response.mediaScale).forward(media, horizon.history);
}

function isZero(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] !== 0) return false;
  return true;
}

/** Saturated level of one draw; Hill: u^s/(u^s + k^s), logistic: (1 − e^(−λu))/(1 + e^(−λu)). */
export function saturated(response: MediaResponse, draw: number, level: number): number {
  if (level <= 0) return 0;
  if (response.saturation === 'hill') {
    const ratio = response.half[draw]! / level;
    const slope = response.slope[draw]!;
    return 1 / (1 + (slope === 1 ? ratio : Math.exp(slope * Math.log(ratio))));
  }
  if (response.saturation === 'logistic') return Math.tanh(0.5 * response.rate[draw]! * level);
  return level;
}

/**
 * The incremental effect of spending `money` along a path: model(history + plan) − model(history), summed over the
 * first `periods` periods of window and run-out, per draw. This and `effectByPeriod` are the only places where media
 * becomes KPI.
 */
export function effectTotals(path: PreparedPath, money: number, periods: number, out: EffectTotals): EffectTotals {
  const { carryIn, proportionalFrom } = path;
  const { response, draws } = carryIn;
  if (path.separable !== null) return separableTotals(path.separable, response, money, periods, out);
  out.value.fill(0);
  out.slope.fill(0);
  out.curvature.fill(0);
  const general = Math.min(periods, proportionalFrom);
  if (response.saturation === 'hill') {
    hillTotals(path, money, 0, general, out);
    if (periods > general) proportionalHillTotals(path, money, general, periods, out);
  } else if (response.saturation === 'logistic') logisticTotals(path, money, periods, out);
  else linearTotals(path, money, periods, out);
  for (let d = 0; d < draws; d++) {
    const coefficient = response.coefficient[d]!;
    out.value[d]! *= coefficient;
    // 0 · ∞ is a channel without effect, not an unknown slope.
    out.slope[d] = coefficient === 0 ? 0 : out.slope[d]! * coefficient;
    out.curvature[d] = coefficient === 0 ? 0 : out.curvature[d]! * coefficient;
  }
  for (let t = 0; t < Math.min(periods, carryIn.lasts); t++) {
    for (let d = 0; d < draws; d++) out.value[d]! -= carryIn.effect[t * draws + d]!;
  }
  return out;
}

/** As `effectTotals`, kept apart by period: `(window + run-out × draws)`, KPI units. */
export function effectByPeriod(path: PreparedPath, money: number): Float64Array {
  const { carryIn, fixed, perMoney, odds, proportionalFrom } = path;
  const { response, draws, level, effect, horizon } = carryIn;
  if (path.separable !== null) {
    return separableByPeriod(path.separable, response, money, horizon.window + horizon.runOut, draws);
  }
  const out = new Float64Array(perMoney.length);
  const hasFixed = fixed.length > 0;
  const factored = response.saturation === 'hill' && money > 0 ? proportionalFrom * draws : out.length;
  for (let cell = 0, d = 0; cell < factored; cell++, d = d + 1 === draws ? 0 : d + 1) {
    const u = level[cell]! + (hasFixed ? fixed[cell]! : 0) + money * perMoney[cell]!;
    out[cell] = response.coefficient[d]! * saturated(response, d, u) - effect[cell]!;
  }
  if (factored < out.length) {
    const power = response.slope.map((slope) => (slope === 1 ? 1 / money : money ** -slope));
    const { coefficient } = response;
    const periods = out.length / draws;
    // In blocks of draws: `odds` and `out` lie across one another, and a block of both stays in the cache.
    for (let first = 0; first < draws; first += 16) {
      const last = Math.min(draws, first + 16);
      for (let t = proportionalFrom; t < periods; t++) {
        for (let d = first; d < last; d++) {
          out[t * draws + d] = coefficient[d]! / (1 + odds[d * periods + t]! * power[d]!);
        }
      }
    }
  }
  return out;
}
