import { describe, expect, it } from 'vitest';
import { choleskyFactor, logDeterminantCholesky, randomStream, solveCholesky } from '../../src/inference/index.js';
import { PanelBlock, type PanelTest } from '../../src/mixmodel/panel-block.js';
import type { PanelLayout } from '../../src/mixmodel/panel-layout.js';

const groups = 3;
const periods = 9;
const media = 3;
/** Columns: three media, intercept, trend, control, a sampled term, outcome. */
const columns = 8;
const sharedSds = Float64Array.of(2, 0.7, 1.3);

/** Media 0 and 1 are centred, media 2 is not; every group has an own intercept and an own control effect. */
const layout: PanelLayout = {
  groups,
  periods,
  columns,
  media,
  shared: Int32Array.of(3, 4, 5),
  sharedSds,
  sampled: Int32Array.of(6),
  outcome: 7,
  own: Int32Array.of(0, 1, 2, 3, 5),
  couplings: Int32Array.of(0, 1, 0, 2),
  centred: 2,
};
/** A test of media 0 in two groups and one of media 2 in all. */
const tests: readonly PanelTest[] = [
  { media: 0, effect: 0.7, sd: 0.3 },
  { media: 2, effect: -0.2, sd: 0.5 },
];

function example(seed: number, isPooled = true) {
  const random = randomStream(seed, 'panel block');
  const block = new Float64Array(groups * columns * periods);
  const masked = (g: number, t: number): boolean => g === 1 && (t === 2 || t === 7);
  for (let g = 0; g < groups; g++) {
    for (let k = 0; k < columns; k++) {
      for (let t = 0; t < periods; t++) {
        const value = k === 3 ? 1 : k === 4 ? t / periods : k < media ? random.uniform() : random.normal();
        block[(g * columns + k) * periods + t] = masked(g, t) ? 0 : value;
      }
    }
  }
  const rows = Int32Array.of(periods, periods - 2, periods);
  const own = isPooled ? layout : { ...layout, own: Int32Array.of(3, 5), couplings: Int32Array.of(-1, -1), centred: 0 };
  const panel = new PanelBlock(own, block.slice(), rows, tests);
  panel.block.set(block);
  panel.testWeights.set([0.5, 0.9, 0, 0.3, 0.4, 0.2]);
  const share = [
    [0.2, 0.5, 0.3],
    [0.6, 0.1, 0.3],
  ];
  panel.groups.forEach((group, g) => {
    group.sigma = 0.4 + 0.1 * g;
    for (let c = 0; c < media; c++) group.base[c] = 0.5 + 0.2 * c + (isPooled ? 0 : 0.1 * g);
    group.base[6] = 0.3;
    group.spreads.set(isPooled ? [0.5, 0.8, 0.3, g === 2 ? 0 : 1.5, 0.4] : [g === 2 ? 0 : 1.5, 0.4]);
    for (let c = 0; c < own.centred; c++) group.weights[c] = share[c]![g]!;
  });
  return { panel, block, layout: own };
}

/** The same density from the definition: one multivariate normal of all outcomes and tests. */
function denseLogDensity({ panel, block, layout: own }: ReturnType<typeof example>): number {
  const used: { g: number; t: number }[] = [];
  for (let g = 0; g < groups; g++) {
    for (let t = 0; t < periods; t++) if (block[(g * columns + 3) * periods + t] === 1) used.push({ g, t });
  }
  const at = (g: number, k: number, t: number): number => block[(g * columns + k) * periods + t]!;
  const p = own.own.length;
  const unknowns = 3 + groups * p;
  const size = used.length + tests.length;
  // How outcome i moves with β (scaled by its sd) and with every u.
  const design = Array.from({ length: size }, () => new Float64Array(unknowns));
  const residual = new Float64Array(size);
  const noise = new Float64Array(size);
  /** b_gc less its mean, by every u: η (δ_g − Σ_h w_h δ_h). */
  const addEffect = (row: Float64Array, g: number, c: number, factor: number): void => {
    const a = own.own.indexOf(c);
    if (a < 0) return;
    row[3 + g * p + a]! += factor * panel.groups[g]!.spreads[a]!;
    if (c >= own.centred) return;
    for (let h = 0; h < groups; h++) {
      row[3 + h * p + a]! -= factor * panel.groups[g]!.spreads[a]! * panel.groups[h]!.weights[c]!;
    }
  };
  used.forEach(({ g, t }, i) => {
    const group = panel.groups[g]!;
    residual[i] = at(g, 7, t) - 0.3 * at(g, 6, t);
    noise[i] = group.sigma ** 2;
    for (let c = 0; c < media; c++) {
      residual[i] -= group.base[c]! * at(g, c, t);
      addEffect(design[i]!, g, c, at(g, c, t));
    }
    [3, 4, 5].forEach((k, j) => {
      design[i]![j] = sharedSds[j]! * at(g, k, t);
    });
    for (const k of [3, 5]) {
      const a = own.own.indexOf(k);
      design[i]![3 + g * p + a]! += group.spreads[a]! * at(g, k, t);
    }
  });
  tests.forEach(({ media: c, effect, sd }, e) => {
    const i = used.length + e;
    residual[i] = effect;
    noise[i] = sd * sd;
    panel.groups.forEach((group, g) => {
      const weight = panel.testWeights[e * groups + g]!;
      residual[i]! -= weight * group.base[c]!;
      addEffect(design[i]!, g, c, weight);
    });
  });
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      covariance[i * size + j] = design[i]!.reduce((sum, x, k) => sum + x * design[j]![k]!, i === j ? noise[i]! : 0);
    }
  }
  const factor = choleskyFactor(covariance, size)!;
  const solved = solveCholesky(factor, size, residual);
  const square = residual.reduce((sum, r, i) => sum + r * solved[i]!, 0);
  return -0.5 * (square + logDeterminantCholesky(factor, size) + size * Math.log(2 * Math.PI));
}

describe('density of a panel with everything Gaussian integrated out', () => {
  it.each([true, false])('is the multivariate normal of all outcomes and lift tests (pooled: %s)', (isPooled) => {
    const one = example(3, isPooled);
    expect(one.panel.evaluate()).toBeCloseTo(denseLogDensity(one), 9);
  });

  it.each([true, false])('has the derivatives of its value (pooled: %s)', (isPooled) => {
    const one = example(5, isPooled);
    const { panel } = one;
    panel.evaluate();
    panel.backward();
    const slope = (read: () => number, write: (value: number) => void): number => {
      const value = read();
      const h = 1e-4;
      const at = (step: number): number => {
        write(value + step);
        return panel.evaluate();
      };
      const five = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      write(value);
      panel.evaluate();
      return five;
    };
    const close = (found: number, expected: number, name: string): void => {
      expect(Math.abs(found - expected), name).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
    };
    const found = {
      media: panel.byMedia.slice(),
      tests: panel.byTestWeight.slice(),
      groups: panel.groups.map(({ bySpread, byBase, byWeight, byLogSigma }) => ({
        bySpread: bySpread.slice(),
        byBase: byBase.slice(),
        byWeight: byWeight.slice(),
        byLogSigma,
      })),
    };
    const entry = (array: Float64Array, i: number): number =>
      slope(
        () => array[i]!,
        (value) => (array[i] = value),
      );
    panel.groups.forEach((group, g) => {
      group.spreads.forEach((_, a) => {
        if (group.spreads[a] !== 0) close(found.groups[g]!.bySpread[a]!, entry(group.spreads, a), `spread ${g} ${a}`);
      });
      for (const k of [0, 1, 2, 6]) close(found.groups[g]!.byBase[k]!, entry(group.base, k), `base ${g} ${k}`);
      // Shares of a total: what one group gains another loses.
      const other = (g + 1) % groups;
      for (let k = 0; k < one.layout.centred; k++) {
        const moved = slope(
          () => group.weights[k]!,
          (value) => {
            panel.groups[other]!.weights[k]! -= value - group.weights[k]!;
            group.weights[k] = value;
          },
        );
        close(found.groups[g]!.byWeight[k]! - found.groups[other]!.byWeight[k]!, moved, `weight ${g} ${k}`);
      }
      const sigma = slope(
        () => group.sigma,
        (value) => (group.sigma = value),
      );
      close(found.groups[g]!.byLogSigma, sigma * group.sigma, `sigma ${g}`);
      for (let c = 0; c < media; c++) {
        for (let t = 0; t < periods; t++) {
          const place = panel.placeOf(g, c) + t;
          if (panel.block[panel.placeOf(g, 3) + t] === 0) continue;
          close(found.media[(c * groups + g) * periods + t]!, entry(panel.block, place), `media ${g} ${c} ${t}`);
        }
      }
    });
    panel.testWeights.forEach((_, i) => {
      close(found.tests[i]!, entry(panel.testWeights, i), `test ${i}`);
    });
  });

  it('draws what was integrated out from the posterior that its derivatives are made of', () => {
    const { panel, layout: own } = example(8);
    panel.evaluate();
    const random = randomStream(4, 'draws');
    const p = own.own.length;
    const coefficients = new Float64Array(3);
    const deviations = new Float64Array(groups * p);
    const count = 40_000;
    panel.backward();
    // Fisher: every derivative is the mean over draws of that of outcomes and coefficients together.
    const keys = panel.groups.flatMap(({ byBase, bySpread, byLogSigma }) => [
      byBase[0]!,
      byBase[4]!,
      bySpread[0]!,
      bySpread[3]!,
      byLogSigma,
    ]);
    const mean = keys.map(() => 0);
    const square = keys.map(() => 0);
    let worstCentre = 0;
    for (let d = 0; d < count; d++) {
      panel.draw(random, coefficients, deviations);
      for (let c = 0; c < own.centred; c++) {
        const centre = panel.groups.reduce((sum, { weights }, g) => sum + weights[c]! * deviations[g * p + c]!, 0);
        worstCentre = Math.max(worstCentre, Math.abs(centre));
      }
      panel.groups.forEach((group, g) => {
        const kappa = group.base.slice();
        own.shared.forEach((k, j) => (kappa[k]! += coefficients[j]!));
        own.own.forEach((k, a) => (kappa[k]! += group.spreads[a]! * deviations[g * p + a]!));
        const weight = 1 / group.sigma ** 2;
        const product = kappa.map(
          (_, i) => -weight * kappa.reduce((sum, x, k) => sum + group.gram[i * columns + k]! * x, 0),
        );
        const rest = panel.groups.map((_, h) => h);
        const fromTest = (e: number): number => {
          const { media: c, effect, sd } = tests[e]!;
          const lifted = rest.reduce((sum, h) => {
            const a = own.own.indexOf(c);
            const b = panel.groups[h]!.base[c]! + panel.groups[h]!.spreads[a]! * deviations[h * p + a]!;
            return sum + panel.testWeights[e * groups + h]! * b;
          }, 0);
          return ((effect - lifted) / sd ** 2) * panel.testWeights[e * groups + g]!;
        };
        const byMedia = product[0]! + fromTest(0);
        [
          byMedia,
          product[4]!,
          deviations[g * p]! * byMedia,
          deviations[g * p + 3]! * product[3]!,
          -kappa.reduce((sum, x, i) => sum + x * product[i]!, 0) - group.rows,
        ].forEach((value, i) => {
          mean[5 * g + i]! += value / count;
          square[5 * g + i]! += value ** 2 / count;
        });
      });
    }
    // Σ_g w_g (δ_g − Σ_h w_h δ_h) = 0 in every draw.
    expect(worstCentre).toBeLessThan(1e-10);
    keys.forEach((expected, i) => {
      const error = Math.sqrt((square[i]! - mean[i]! ** 2) / count);
      expect(Math.abs(mean[i]! - expected), String(i)).toBeLessThan(4.5 * error + 1e-9);
    });
  });
});
