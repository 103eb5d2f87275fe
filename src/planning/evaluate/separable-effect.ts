import type { MediaResponse } from '../../mixmodel/index.js';
import { weightsByDraw } from './adstock.js';
import type { EffectTotals, SeparablePath } from './effect-types.js';
import { seenResponse, unitResponse, type UnitPoint } from './unit-response.js';

/** Whether saturation acts on the media of a period and not on what is carried over. */
export function isSeparable({ order, reach }: Pick<MediaResponse, 'order' | 'reach'>): boolean {
  return order === 'saturation_first' || reach !== null;
}

export function separablePath(
  response: MediaResponse,
  draws: number,
  periods: number,
  fixed: Float64Array,
  perMoney: Float64Array,
): SeparablePath {
  const weights = weightsByDraw(response, draws, periods);
  const gathered = new Float64Array(weights.length + draws);
  for (let cell = 0; cell < weights.length; cell++) gathered[cell + draws] = gathered[cell]! + weights[cell]!;
  return { fixed, perMoney, weights, gathered };
}

/**
 * `(periods × draws)` KPI units that media as they stood cause from place `first` on: carry-in alone where they end
 * there.
 * @param media `(places)`, most recent last; impressions where there is a reach curve
 * @param frequency `(places)` media ÷ frequency were reached; where it is not known (NaN, or null for all) reach follows the curve
 */
export function seenEffect(
  response: MediaResponse,
  draws: number,
  media: Float64Array,
  frequency: Float64Array | null,
  first: number,
  periods: number,
): Float64Array {
  const weights = weightsByDraw(response, draws, media.length + periods);
  const lags = weights.length / draws;
  const out = new Float64Array(periods * draws);
  const point: UnitPoint = { value: 0, first: 0, second: 0 };
  for (let t = Math.max(0, first - lags + 1); t < media.length; t++) {
    const units = media[t]!;
    if (!(units > 0)) continue;
    for (let d = 0; d < draws; d++) {
      const often = response.reach === null ? 0 : (frequency?.[t] ?? 0);
      if (often > 0) point.value = seenResponse(response, d, units / often, often);
      else unitResponse(response, d, units, point);
      const strength = response.coefficient[d]! * point.value;
      for (let lag = Math.max(0, first - t); lag < lags && t + lag < first + periods; lag++) {
        out[(t + lag - first) * draws + d]! += strength * weights[lag * draws + d]!;
      }
    }
  }
  return out;
}

/** As `effectTotals`. */
export function separableTotals(
  path: SeparablePath,
  response: MediaResponse,
  money: number,
  periods: number,
  out: EffectTotals,
): EffectTotals {
  const { fixed, perMoney, gathered } = path;
  const draws = out.value.length;
  const lags = gathered.length / draws - 1;
  const point: UnitPoint = { value: 0, first: 0, second: 0 };
  out.value.fill(0);
  out.slope.fill(0);
  out.curvature.fill(0);
  for (let t = 0; t < Math.min(periods, fixed.length); t++) {
    const p = perMoney[t]!;
    const media = fixed[t]! + money * p;
    if (media <= 0 && p <= 0) continue;
    const counted = Math.min(lags, periods - t) * draws;
    for (let d = 0; d < draws; d++) {
      const strength = response.coefficient[d]! * gathered[counted + d]!;
      // 0 · ∞ is a channel without effect, not an unknown slope.
      if (strength === 0) continue;
      unitResponse(response, d, media, point);
      out.value[d]! += strength * point.value;
      if (p <= 0) continue;
      out.slope[d]! += strength * point.first * p;
      out.curvature[d]! += strength * point.second * p * p;
    }
  }
  return out;
}

/** As `effectByPeriod`: `(periods × draws)`. */
export function separableByPeriod(
  path: SeparablePath,
  response: MediaResponse,
  money: number,
  periods: number,
  draws: number,
): Float64Array {
  const { weights } = path;
  const lags = weights.length / draws;
  const out = new Float64Array(periods * draws);
  forEachBuy(path, response, money, draws, (t, d, strength) => {
    for (let lag = 0; lag < lags && t + lag < periods; lag++) {
      out[(t + lag) * draws + d]! += strength * weights[lag * draws + d]!;
    }
  });
  return out;
}

/** As `attributeToBuys`: what each buy does within `periods`, `(window × draws)`. */
export function separableBuys(
  path: SeparablePath,
  response: MediaResponse,
  money: number,
  periods: number,
  draws: number,
): Float64Array {
  const { gathered, fixed } = path;
  const lags = gathered.length / draws - 1;
  const out = new Float64Array(fixed.length * draws);
  forEachBuy(path, response, money, draws, (t, d, strength) => {
    out[t * draws + d] = strength * gathered[Math.min(lags, periods - t) * draws + d]!;
  });
  return out;
}

function forEachBuy(
  { fixed, perMoney }: SeparablePath,
  response: MediaResponse,
  money: number,
  draws: number,
  visit: (t: number, d: number, strength: number) => void,
): void {
  const point: UnitPoint = { value: 0, first: 0, second: 0 };
  for (let t = 0; t < fixed.length; t++) {
    const media = fixed[t]! + money * perMoney[t]!;
    if (!(media > 0)) continue;
    for (let d = 0; d < draws; d++) {
      unitResponse(response, d, media, point);
      visit(t, d, response.coefficient[d]! * point.value);
    }
  }
}
