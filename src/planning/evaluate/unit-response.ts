import type { MediaResponse } from '../../mixmodel/index.js';

/** What one period's media do before they are carried over, and its derivatives by the media. */
export interface UnitPoint {
  value: number;
  first: number;
  second: number;
}

/** @param u level, ≥ 0; S(0) = 0, where a Hill slope below 1 has an infinite tangent */
function saturation(response: MediaResponse, d: number, u: number, out: UnitPoint): void {
  if (response.saturation === 'none') {
    out.value = u;
    out.first = 1;
    out.second = 0;
    return;
  }
  if (response.saturation === 'logistic') {
    // S = tanh(λu/2), S′ = λ/2 (1 − S²), S″ = −λ S S′.
    const rate = response.rate[d]!;
    out.value = Math.tanh(0.5 * rate * u);
    out.first = 0.5 * rate * (1 - out.value * out.value);
    out.second = -rate * out.value * out.first;
    return;
  }
  const s = response.slope[d]!;
  const k = response.half[d]!;
  if (u <= 0) {
    out.value = 0;
    out.first = s > 1 ? 0 : s === 1 ? 1 / k : Infinity;
    out.second = s === 1 ? -2 / (k * k) : s === 2 ? 2 / (k * k) : s > 2 ? 0 : s > 1 ? Infinity : -Infinity;
    return;
  }
  const odds = s === 1 ? k / u : Math.exp(s * Math.log(k / u));
  const share = 1 / (1 + odds);
  out.value = share;
  out.first = (s * share * (1 - share)) / u;
  out.second = (out.first / u) * (s * (1 - 2 * share) - 1);
}

const inner: UnitPoint = { value: 0, first: 0, second: 0 };

/**
 * Saturated media of one period in one draw, by units of media: S(media ÷ scale), or with reach and frequency
 * reach ÷ scale · S(frequency) of the impressions bought, reach by the channel's curve.
 */
export function unitResponse(response: MediaResponse, d: number, media: number, out: UnitPoint): void {
  const { reach, mediaScale } = response;
  if (reach === null) {
    saturation(response, d, media / mediaScale, out);
    out.first /= mediaScale;
    out.second /= mediaScale * mediaScale;
    return;
  }
  // r = U (1 − e^(−κ i / U)) and q = i / r.
  const { universe, perImpression } = reach;
  const z = (perImpression * media) / universe;
  const left = Math.exp(-z);
  if (z < 1e-5) {
    // By its series to the second order. Frequency is 1 ÷ κ however little is bought; its slope there is 1 ÷ (2 U).
    saturation(response, d, 1 / perImpression, inner);
    const slope = (perImpression * inner.value) / mediaScale;
    const curve = (perImpression * (inner.first - perImpression * inner.value)) / (universe * mediaScale);
    out.value = media * (slope + 0.5 * curve * media);
    out.first = slope + curve * media;
    out.second = curve;
    return;
  }
  const r = -universe * Math.expm1(-z);
  const r1 = perImpression * left;
  const bend = (-perImpression * r1) / universe;
  const q = media / r;
  const q1 = (1 - q * r1) / r;
  const q2 = (-2 * q1 * r1 - q * bend) / r;
  saturation(response, d, q, inner);
  out.value = (r * inner.value) / mediaScale;
  out.first = (r1 * inner.value + r * inner.first * q1) / mediaScale;
  out.second =
    (bend * inner.value + 2 * r1 * inner.first * q1 + r * (inner.second * q1 * q1 + inner.first * q2)) / mediaScale;
}

/** The same from the reach and frequency that were seen; nobody reached is no effect. */
export function seenResponse(response: MediaResponse, d: number, reach: number, frequency: number): number {
  if (!(reach > 0)) return 0;
  saturation(response, d, frequency, inner);
  return (reach * inner.value) / response.mediaScale;
}
