import { followingPeriods, formatDay } from '../../src/data/index.js';
import { readScenarioFile } from '../../src/files/index.js';
import type { FittedModel } from '../../src/mixmodel/index.js';
import { makePlan, type Plan } from '../../src/planning/index.js';
import { simulateMarket, writeMarket, type MarketFiles, type SimulatedMarket } from '../../src/simulate/index.js';
import { fitFiles } from '../support/fit-files.js';
import { arenaOf, bestWithin, planPeriods, total, trueEffect, type Arena } from './arena.js';
import { drawMarket, type Family } from './draw-market.js';
import { equalReturn, leastSquares } from './rules.js';

export const boldnesses = [30, 100] as const;
export const plans = ['ours', 'equalReturn', 'straight', 'root'] as const;

/** What one market showed. Effects in KPI units, whole effect of a year's plan. */
export interface MarketResult {
  readonly number: number;
  readonly family: Family;
  readonly channels: number;
  readonly gate: boolean;
  readonly gradients: number;
  /** Processor seconds of fit and plans. */
  readonly seconds: number;
  readonly currentEffect: number;
  readonly byBoldness: readonly {
    readonly boldness: (typeof boldnesses)[number];
    readonly best: number;
    readonly effects: Readonly<Record<(typeof plans)[number], number>>;
    /** Whole effect that our plan promised over the current one, and what it really brings over it. */
    readonly promised: number;
    /** By channel: money now, ours and best, for whoever wants to see why. */
    readonly money: Readonly<Record<string, readonly [current: number, ours: number, best: number]>>;
  }[];
}

/** What the analyst writes beside the defaults: lines of the model file, and a line of every channel. */
export interface Additions {
  readonly model: string | null;
  readonly channel: string | null;
}

/** Simulates a market, fits it from its files as anyone would, plans, and measures the plans by the truth. */
export async function decideMarket(number: number, additions: Additions): Promise<MarketResult> {
  const started = process.cpuUsage();
  const { market, family } = drawMarket(number);
  const simulated = simulateMarket(market, number);
  const fitted = await fitFiles(withAdditions(writeMarket(simulated, ''), additions));
  const arena = arenaOf(simulated);
  const currentEffect = trueEffect(arena, arena.current);
  const byBoldness: MarketResult['byBoldness'][number][] = [];
  for (const boldness of boldnesses) {
    const plan = await ourPlan(fitted, simulated, arena, boldness);
    const ours = Float64Array.from(arena.ids, (id) => plan.channels.find((channel) => channel.id === id)!.spend);
    const best = bestWithin(arena, boldness / 100, arena.truth);
    const curves = arena.ids.map((id) => curveOf(plan, id));
    const effects = {
      ours: trueEffect(arena, ours),
      equalReturn: trueEffect(arena, equalReturn(arena, boldness / 100, curves)),
      straight: trueEffect(arena, leastSquares(simulated, arena, boldness / 100, 'straight')),
      root: trueEffect(arena, leastSquares(simulated, arena, boldness / 100, 'root')),
    };
    byBoldness.push({
      boldness,
      best: trueEffect(arena, best),
      effects,
      promised: plan.totals.kpis['sales']!.wholeDelta.mean,
      money: Object.fromEntries(
        arena.ids.map((id, c) => [
          id,
          [arena.current[c]!, ours[c]!, best[c]!].map(Math.round) as [number, number, number],
        ]),
      ),
    });
  }
  const { user, system } = process.cpuUsage(started);
  return {
    number,
    family,
    channels: arena.ids.length,
    gate: fitted.sampler.gate,
    gradients: fitted.sampler.gradients,
    seconds: (user + system) / 1e6,
    currentEffect,
    byBoldness,
  };
}

/** The files that `mixplan simulate` writes: the model file's defaults, apart from what is added. */
function withAdditions(files: MarketFiles, { model, channel }: Additions): MarketFiles {
  const channels =
    channel === null ? files['model.yaml'] : files['model.yaml'].replaceAll(/^ {4}spend: .*$/gm, `$&\n    ${channel}`);
  return { ...files, 'model.yaml': model === null ? channels : `${channels}${model}\n` };
}

async function ourPlan(
  fitted: FittedModel,
  { periods, market }: SimulatedMarket,
  arena: Arena,
  boldness: number,
): Promise<Plan> {
  const window = followingPeriods(periods.at(-1)!, market.grain, planPeriods);
  const text = [
    'schema: mixplan/scenario@1',
    'id: best-mix',
    'title: Best mix',
    `model: {id: ${market.id}}`,
    `window: {start: ${formatDay(window[0]!.start)}, end: ${formatDay(window.at(-1)!.end)}}`,
    'objective: {kind: maximise, kpi: sales}',
    `budget: {total: ${total(arena.current).toFixed(2)}, contingency_pct: 0}`,
    'lines:',
    ...arena.ids.map((id) => `  - {channel: ${id}, flight: {shape: reference}}`),
    `boldness: ${boldness}`,
  ].join('\n');
  const model = { spec: fitted.spec, grain: fitted.panel.grain, panel: fitted.panel };
  const read = await readScenarioFile(text, 'scenario.yaml', {
    model: () => Promise.resolve(model),
    knownModels: [market.id],
    parent: () => Promise.resolve(null),
    lineTable: () => Promise.resolve({ value: null, faults: [] }),
  });
  if (read.value === null) throw new Error(`scenario of ${market.id}: ${JSON.stringify(read.faults)}`);
  const made = await makePlan({
    scenario: { ...read.value, acceptUnconverged: true },
    fitted,
    model: { id: market.id, version: 1, fingerprint: market.id },
    referencePlan: null,
    engine: '',
    scenarioVersion: 1,
    scenarioFingerprint: '',
    normalised: '',
    created: '',
  });
  if (made.value === null) throw new Error(`plan of ${market.id}: ${JSON.stringify(made.faults)}`);
  return made.value.plan;
}

/** Mean effect by money, straight between the points that the report draws. */
function curveOf(plan: Plan, id: string): (money: number) => number {
  const { points } = plan.responses.find(({ channel }) => channel === id)!;
  return (money) => {
    const at = Math.max(
      1,
      points.findIndex(({ spend }) => spend >= money),
    );
    const [low, high] = [points[at - 1]!, points[at]!];
    const part = (money - low.spend) / (high.spend - low.spend);
    return low.effect.mean + part * (high.effect.mean - low.effect.mean);
  };
}
