/**
 * Markets as they may well be, not drawn from the priors: how often intervals hold the truth, what grades channels earn,
 * and whether reviews are raised where the data mislead. The model is the one that `mixplan simulate` writes.
 */
import { fitFiles } from '../../bench/support/fit-files.js';
import { randomStream } from '../../src/inference/index.js';
import { allRows, drawColumn, type FittedModel } from '../../src/mixmodel/index.js';
import { simulateMarket, writeMarket, type Market, type MarketChannel } from '../../src/simulate/index.js';

export const marketKinds = ['clean', 'flat or collinear', 'confounded', 'broken'] as const;
export type MarketKind = (typeof marketKinds)[number];

/** What one channel of one market showed. */
export interface ChannelResult {
  readonly id: string;
  /** How the channel was made. */
  readonly role: 'varied' | 'no effect' | 'flat' | 'collinear' | 'demand-driven';
  readonly spendShare: number;
  readonly grade: string;
  /** Whether the 90 % interval of the ROI within the data holds the truth. */
  readonly covered: boolean;
  /** Probability that the ROI is below break-even. */
  readonly belowBreakEven: number;
}

export interface MarketStudy {
  readonly kind: MarketKind;
  readonly seed: number;
  readonly gate: boolean;
  readonly channels: readonly ChannelResult[];
  /** Codes of the reviews that cap a grade, or all of them. */
  readonly capping: readonly string[];
}

/** Reasons that keep a grade at C whatever the spread says. */
const cappingReasons = new Set([
  'review_failed',
  'unstable_effect',
  'negative_effect',
  'half_below_data',
  'flat_always_on',
  'baseline_swallows',
  'demand_driven',
]);

export async function studyMarket(kind: MarketKind, seed: number): Promise<MarketStudy> {
  const { market, roles } = realisticMarket(kind, seed);
  const simulated = simulateMarket(market, seed);
  const fitted = await fitFiles(writeMarket(simulated, ''));
  const { channels } = fitted.assessment.kpis[0]!;
  const spend = channels.reduce((sum, channel) => sum + channel.spend, 0);
  return {
    kind,
    seed,
    gate: fitted.sampler.gate,
    channels: channels.map((channel, c) => {
      const truth = simulated.channels[c]!.realisedRoi;
      const { p05, p95 } = channel.realisedRoi;
      return {
        id: channel.id,
        role: roles[c]!,
        spendShare: channel.spend / spend,
        grade: channel.grade,
        covered: truth >= p05 && truth <= p95,
        belowBreakEven: shareBelow(fitted, channel.id, 1),
      };
    }),
    capping: [
      ...new Set(channels.flatMap(({ gradeReasons }) => gradeReasons.filter((code) => cappingReasons.has(code)))),
    ],
  };
}

function shareBelow(fitted: FittedModel, id: string, level: number): number {
  const kpi = fitted.kpis[0]!;
  const roi = drawColumn(kpi, `roi[${id}]`, allRows(kpi));
  return roi.filter((value) => value < level).length / roi.length;
}

export function realisticMarket(
  kind: MarketKind,
  seed: number,
): { readonly market: Market; readonly roles: readonly ChannelResult['role'][] } {
  const random = randomStream(seed, 'realistic market', kind);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const roles: ChannelResult['role'][] =
    kind === 'flat or collinear'
      ? ['varied', 'varied', 'varied', 'flat', 'collinear', 'no effect']
      : [kind === 'confounded' ? 'demand-driven' : 'varied', 'varied', 'varied', 'varied', 'varied', 'no effect'];
  const channels = roles.map((role, index): MarketChannel => {
    const always = role === 'flat' || role === 'demand-driven';
    return {
      id: `channel_${index + 1}`,
      label: `Channel ${index + 1}`,
      spend: 30_000 * Math.exp(0.4 * random.normal()),
      spread: role === 'flat' ? 0.03 : between(0.25, 0.5),
      share: always ? 1 : between(0.35, 0.8),
      flight: always ? 1 : between(3, 7),
      startsAt: 0,
      unit: null,
      costPerUnit: null,
      alpha: between(0.1, 0.6),
      adstock: null,
      half: Math.exp(-0.2 + 0.4 * random.normal()),
      slope: 1,
      roi: role === 'no effect' ? 0 : between(0.8, 3),
      demandDriven: role === 'demand-driven',
      tags: [],
      drift: null,
      follows: role === 'collinear' ? { channel: 'channel_1', spread: 0.05 } : null,
    };
  });
  const brought = channels.reduce((sum, channel) => sum + channel.spend * channel.share * channel.roi, 0);
  const level = brought * between(2.5, 5);
  return {
    roles,
    market: {
      id: `realistic-${seed}`,
      title: 'Realistic market',
      currency: 'EUR',
      language: 'en',
      grain: 'weekly',
      start: '2022-01-03',
      periods: 156,
      kpi: { id: 'sales', label: 'Sales', kind: 'revenue', valuePerUnit: null },
      baseline: {
        level,
        trendPerYear: between(-0.03, 0.06),
        season: [
          { pair: 1, sin: between(-0.08, 0.08), cos: between(-0.08, 0.08) },
          { pair: 2, sin: between(-0.03, 0.03), cos: between(-0.03, 0.03) },
        ],
        country: null,
        holidays: {},
      },
      noise: between(0.015, 0.035),
      noiseCarry: 0,
      channels,
      price: { elasticity: between(-1.5, -0.5), sd: 0.02 },
      promotion: { lift: between(0.04, 0.1), everyPeriods: 10, lasts: 2 },
      competitor: null,
      demand: kind === 'confounded' ? { sd: between(0.06, 0.12), carry: 0.9, seen: false } : null,
      groups: null,
      switches: {
        correlatedFlights: 0.1,
        seasonMediaConfounding: kind === 'confounded' ? 1 : 0.2,
        structuralBreak:
          kind === 'broken'
            ? { period: 50 + random.integer(56), share: (random.uniform() < 0.5 ? -1 : 1) * between(0.15, 0.3) }
            : null,
      },
      liftTests: [],
      optimumBudget: null,
    },
  };
}

/** What a set of studies says; shares of 1, null where nothing was counted. */
export interface Findings {
  readonly coverage: number | null;
  /** Of channels without effect: those whose ROI is below break-even with probability 0.9. */
  readonly nullFound: number | null;
  /** Of varied channels above 3 % of spend: those with grade A or B. */
  readonly variedTrusted: number | null;
  /** Of flat and collinear channels. */
  readonly unclearTrusted: number | null;
  /** Of markets: those with a review that caps a grade. */
  readonly capped: number | null;
  readonly missedGates: number;
}

export function findingsOf(studies: readonly MarketStudy[]): Findings {
  const channels = studies.flatMap((study) => study.channels);
  const share = <T>(list: readonly T[], test: (item: T) => boolean): number | null =>
    list.length === 0 ? null : list.filter(test).length / list.length;
  const trusted = ({ grade }: ChannelResult): boolean => grade === 'A' || grade === 'B';
  return {
    coverage: share(
      channels.filter(({ role }) => role !== 'no effect'),
      ({ covered }) => covered,
    ),
    nullFound: share(
      channels.filter(({ role }) => role === 'no effect'),
      ({ belowBreakEven }) => belowBreakEven >= 0.9,
    ),
    variedTrusted: share(
      channels.filter(({ role, spendShare }) => role === 'varied' && spendShare > 0.03),
      trusted,
    ),
    unclearTrusted: share(
      channels.filter(({ role }) => role === 'flat' || role === 'collinear'),
      trusted,
    ),
    capped: share(studies, ({ capping }) => capping.length > 0),
    missedGates: studies.filter(({ gate }) => !gate).length,
  };
}
