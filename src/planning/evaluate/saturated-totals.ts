import type { EffectTotals, PreparedPath } from './effect-types.js';

/** dS/db = s S (1 − S) p/u and d²S/db² = s S (1 − S) (s (1 − 2S) − 1) (p/u)², with level u and p = du/db. */
export function hillTotals(path: PreparedPath, money: number, from: number, to: number, out: EffectTotals): void {
  const { carryIn, fixed, perMoney } = path;
  const { response, draws, level } = carryIn;
  const { half, slope } = response;
  const hasFixed = fixed.length > 0;
  for (let t = from; t < to; t++) {
    const row = t * draws;
    for (let d = 0; d < draws; d++) {
      const p = perMoney[row + d]!;
      const u = level[row + d]! + (hasFixed ? fixed[row + d]! : 0) + money * p;
      const s = slope[d]!;
      const k = half[d]!;
      if (u <= 0) {
        if (p > 0) addHillOrigin(s, p / k, d, out);
        continue;
      }
      const odds = s === 1 ? k / u : Math.exp(s * Math.log(k / u));
      const share = 1 / (1 + odds);
      const ratio = p / u;
      const first = s * share * (1 - share) * ratio;
      out.value[d]! += share;
      out.slope[d]! += first;
      out.curvature[d]! += first * ratio * (s * (1 - 2 * share) - 1);
    }
  }
}

/** Derivatives of u^s/(u^s + k^s) at u = 0, with `ratio` = p/k: finite only from slope 1 (first) and 2 (second) on. */
function addHillOrigin(s: number, ratio: number, d: number, out: EffectTotals): void {
  out.slope[d]! += s > 1 ? 0 : s === 1 ? ratio : Infinity;
  if (s === 1) out.curvature[d]! -= 2 * ratio * ratio;
  else if (s === 2) out.curvature[d]! += 2 * ratio * ratio;
  else if (s < 2) out.curvature[d]! += s > 1 ? Infinity : -Infinity;
}

export function proportionalHillTotals(
  path: PreparedPath,
  money: number,
  from: number,
  to: number,
  out: EffectTotals,
): void {
  const { carryIn, odds, perMoney } = path;
  const { response, draws } = carryIn;
  const { slope, half } = response;
  if (money <= 0) {
    for (let t = from; t < to; t++)
      for (let d = 0; d < draws; d++) {
        const p = perMoney[t * draws + d]!;
        if (p > 0) addHillOrigin(slope[d]!, p / half[d]!, d, out);
      }
    return;
  }
  const all = odds.length / draws;
  for (let d = 0; d < draws; d++) {
    const s = slope[d]!;
    const power = s === 1 ? 1 / money : money ** -s;
    let sum = 0;
    let spread = 0;
    let skew = 0;
    for (let cell = d * all + from; cell < d * all + to; cell++) {
      const share = 1 / (1 + odds[cell]! * power);
      const variation = share * (1 - share);
      sum += share;
      spread += variation;
      skew += variation * share;
    }
    out.value[d]! += sum;
    out.slope[d]! += (s * spread) / money;
    out.curvature[d]! += (s * (s * (spread - 2 * skew) - spread)) / (money * money);
  }
}

/** S = tanh(λu/2), S′ = λ/2 (1 − S²), S″ = −λ S S′. */
export function logisticTotals(path: PreparedPath, money: number, to: number, out: EffectTotals): void {
  const { carryIn, fixed, perMoney } = path;
  const { response, draws, level } = carryIn;
  const hasFixed = fixed.length > 0;
  for (let t = 0; t < to; t++) {
    const row = t * draws;
    for (let d = 0; d < draws; d++) {
      const p = perMoney[row + d]!;
      const u = level[row + d]! + (hasFixed ? fixed[row + d]! : 0) + money * p;
      const rate = response.rate[d]!;
      const decay = Math.exp(-rate * u);
      const share = (1 - decay) / (1 + decay);
      const first = 0.5 * rate * (1 - share * share) * p;
      out.value[d]! += share;
      out.slope[d]! += first;
      out.curvature[d]! -= rate * share * first * p;
    }
  }
}

export function linearTotals(path: PreparedPath, money: number, to: number, out: EffectTotals): void {
  const { carryIn, fixed, perMoney } = path;
  const { draws, level } = carryIn;
  const hasFixed = fixed.length > 0;
  for (let cell = 0, d = 0; cell < to * draws; cell++, d = d + 1 === draws ? 0 : d + 1) {
    const p = perMoney[cell]!;
    out.value[d]! += level[cell]! + (hasFixed ? fixed[cell]! : 0) + money * p;
    out.slope[d]! += p;
  }
}
