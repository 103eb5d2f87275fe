import { meanError, quantileError, summary } from '../../src/inference/index.js';

/** One quantity of a `reference.json`, made by the script beside it. */
export interface ReferenceQuantity {
  readonly mean: number;
  readonly sd: number;
  /** Keys are per cent. */
  readonly quantiles: Readonly<Record<string, number>>;
  readonly mcse_mean: number;
  readonly mcse_quantiles: Readonly<Record<string, number>>;
  readonly ess_bulk: number;
}

/** What a `reference.json` holds, as far as tests read it. */
export interface ReferenceRun {
  readonly parameters: Readonly<Record<string, ReferenceQuantity>>;
}

export interface Difference {
  readonly what: string;
  /** Difference ÷ combined Monte-Carlo error: normal if both programs sample the same posterior. */
  readonly z: number;
}

export interface PosteriorComparison {
  readonly differences: readonly Difference[];
  /** Our standard deviation ÷ theirs, less 1. */
  readonly spreads: readonly { readonly what: string; readonly ratio: number }[];
  readonly leastReferenceEss: number;
}

/**
 * Mean and the 5, 25, 50, 75 and 95 % quantiles of every quantity of a reference run against our draws of the same.
 * @param ours draws by the reference's names, chain after chain
 */
export function comparePosteriors(
  reference: Readonly<Record<string, ReferenceQuantity>>,
  ours: Readonly<Record<string, Float64Array>>,
  chains: number,
): PosteriorComparison {
  const differences: Difference[] = [];
  const spreads: { what: string; ratio: number }[] = [];
  for (const [name, expected] of Object.entries(reference)) {
    const values = ours[name];
    if (values === undefined) throw new RangeError(`no draws of ${name}`);
    const measured = summary(values);
    const add = (what: string, value: number, wanted: number, own: number | null, theirs: number): void => {
      differences.push({ what: `${name} ${what}`, z: (value - wanted) / Math.hypot(own ?? NaN, theirs) });
    };
    add('mean', measured.mean, expected.mean, meanError(values, chains), expected.mcse_mean);
    const quantiles = [
      ['5', measured.p05],
      ['25', measured.p25],
      ['50', measured.p50],
      ['75', measured.p75],
      ['95', measured.p95],
    ] as const;
    for (const [per, value] of quantiles) {
      const own = quantileError(values, chains, Number(per) / 100);
      add(per, value, expected.quantiles[per]!, own, expected.mcse_quantiles[per]!);
    }
    spreads.push({ what: name, ratio: measured.sd / expected.sd - 1 });
  }
  const leastReferenceEss = Math.min(...Object.values(reference).map(({ ess_bulk: ess }) => ess));
  return { differences, spreads, leastReferenceEss };
}

/** What of a comparison speaks against the same posterior; empty where nothing does. */
export function objections({ differences, spreads, leastReferenceEss }: PosteriorComparison): string[] {
  const beyond = (limit: number): readonly Difference[] => differences.filter(({ z }) => !(Math.abs(z) <= limit));
  const share = beyond(2).length / differences.length;
  return [
    ...beyond(4.5).map(({ what, z }) => `${what}: z = ${z.toFixed(2)}`),
    ...(share <= 0.08 ? [] : [`${(100 * share).toFixed(1)} % of |z| above 2`]),
    ...spreads
      .filter(({ ratio }) => !(Math.abs(ratio) <= 0.05))
      .map(({ what, ratio }) => `${what}: sd differs by ${(100 * ratio).toFixed(1)} %`),
    ...(leastReferenceEss >= 10_000 ? [] : [`bulk ESS of the reference ${leastReferenceEss.toFixed(0)}`]),
  ];
}
