import { summary } from '../inference/index.js';
import type { Panel } from '../data/index.js';
import type { ChainRunner } from './chain-command.js';
import { returnSummaries } from './channel-returns.js';
import { experimentEffect } from './experiment-effect.js';
import { experimentRows } from './experiment-media.js';
import { fitModel, type SampledModel } from './fit.js';
import type { Review, Summary } from './fitted-model.js';
import type { ExperimentSpec, ModelSpec } from './model-spec.js';

/** What lift tests did to a model: the same model fitted to the same rows without them, and with them. */
export interface Calibration {
  readonly tests: readonly {
    readonly channel: string;
    readonly kpi: string;
    readonly start: string;
    readonly end: string;
    readonly source: string;
    /** As measured: KPI units and its standard error. */
    readonly effect: number;
    readonly sd: number;
    /** What the model says the test should have measured, without and with the tests. */
    readonly without: Summary;
    readonly with: Summary;
    /** |measured − without| ÷ √(sd² + variance without): how far the test lies from what the model alone would say. */
    readonly distance: number;
  }[];
  /** ROI of every channel of a tested KPI. */
  readonly channels: readonly {
    readonly kpi: string;
    readonly id: string;
    /** Tests of this channel. */
    readonly tests: number;
    readonly without: Summary;
    readonly with: Summary;
  }[];
  /** Tests that the model alone contradicts. */
  readonly reviews: readonly Review[];
}

export interface RefitOptions {
  /** Makes the runner on which a refit runs; in this thread by default. */
  readonly runnerFor?: ((spec: ModelSpec, panel: Panel) => ChainRunner) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Kept draws per chain of a refit: enough for a mean and its range, too few for the gate. */
export const refitDraws = 250;
/** Distance from which a test and the model contradict each other. */
const conflict = 2;

/**
 * Refits each tested KPI without its tests, on the same rows (those that tests had taken out of the likelihood stay out)
 * and the same scales, so that nothing else differs. null without tests, and for panels, where it is not computed.
 */
export async function computeCalibration(
  fitted: SampledModel,
  options: RefitOptions = {},
): Promise<Calibration | null> {
  const { spec, panel, scales } = fitted;
  if (spec.experiments.length === 0 || panel.groups.length > 1) return null;
  const tests: Calibration['tests'][number][] = [];
  const channels: Calibration['channels'][number][] = [];
  for (const kpi of spec.kpis) {
    const own = spec.experiments.filter((test) => test.kpi === kpi.id);
    if (own.length === 0) continue;
    options.signal?.throwIfAborted();
    const untested = withoutTestedRows(panel, own);
    const alone: ModelSpec = { ...spec, kpis: [kpi], experiments: [], scaling: { ...spec.scaling, fixed: scales } };
    const refit = await fitModel(alone, untested, {
      seed: fitted.seed,
      chains: fitted.sampler.chains,
      draws: refitDraws,
      runner: options.runnerFor?.(alone, untested),
      signal: options.signal,
    });
    // Returns are counted over the whole data, whatever rows were fitted to.
    const without: SampledModel = { ...refit, spec: { ...spec, kpis: [kpi] }, panel };
    for (const test of own) tests.push(judged(test, experimentEffect(without, test), experimentEffect(fitted, test)));
    const before = returnSummaries(without, kpi.id);
    for (const [id, after] of returnSummaries(fitted, kpi.id)) {
      channels.push({
        kpi: kpi.id,
        id,
        tests: own.filter(({ channel }) => channel === id).length,
        without: before.get(id)!,
        with: after,
      });
    }
  }
  return { tests, channels, reviews: tests.flatMap(reviewOf) };
}

function judged(test: ExperimentSpec, without: Float64Array, withTests: Float64Array): Calibration['tests'][number] {
  const { channel, kpi, start, end, source, effect, sd } = test;
  const alone = summary(without);
  return {
    channel,
    kpi,
    start,
    end,
    source,
    effect,
    sd,
    without: alone,
    with: summary(withTests),
    distance: Math.abs(effect - alone.mean) / Math.sqrt(sd * sd + alone.sd * alone.sd),
  };
}

function reviewOf({ channel, kpi, distance }: Calibration['tests'][number]): Review[] {
  if (!(distance > conflict)) return [];
  return [{ code: 'test_conflict', severity: 'review', kpi, subject: channel, value: distance, threshold: conflict }];
}

/** Rows that tests of this KPI took out of the likelihood stay out of the refit. */
function withoutTestedRows(panel: Panel, tests: readonly ExperimentSpec[]): Panel {
  const inLikelihood = Uint8Array.from(panel.inLikelihood);
  for (const test of tests) {
    if (!test.inData || test.sdFromElsewhere) continue;
    const { from, to } = experimentRows(test, panel);
    inLikelihood.fill(0, from, to);
  }
  return { ...panel, inLikelihood };
}
