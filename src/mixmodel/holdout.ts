import { groupPanel, type Panel } from '../data/index.js';
import { summary } from '../inference/index.js';
import type { ChainRunner } from './chain-command.js';
import { withChosenKnots, withKnotsToChoose } from './choose-knots.js';
import { fitModel, type SampledModel } from './fit.js';
import type { Holdout } from './fitted-model.js';
import { groupView } from './group-view.js';
import { forecastHeldOut } from './holdout-forecast.js';
import { holdoutOrigins, holdoutPlaceholder, type HoldoutOrigin } from './holdout-origins.js';
import { crpsOfDraws, crpsOfNormal, scoreOf, type ScoredPoint } from './holdout-score.js';
import { likelihoodRows } from './media-history.js';
import type { ModelSpec } from './model-spec.js';
import { driftForecast, lastYearForecast, type NaiveForecast, type NaiveInput } from './naive-forecast.js';
import { leastSquaresForecast, type LeastSquares } from './naive-least-squares.js';
import { panelBefore, specBefore } from './refit-panel.js';

/** Kept draws per chain of a refit: enough for a forecast, too few for the gate. */
const refitDraws = 250;

export interface HoldoutOptions {
  /** Makes the runner on which the refit of a shortened model runs; in this thread by default. */
  readonly runnerFor?: ((spec: ModelSpec, panel: Panel) => ChainRunner) | undefined;
  /** Origins done so far. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Refits the model without its last periods, once per origin, and scores its forecast of them "given actual media and
 * controls" beside three rules of thumb. Of the first KPI. `seconds` is left at 0: this room has no clock.
 */
export async function computeHoldout(
  fitted: Pick<SampledModel, 'spec' | 'panel' | 'seed' | 'sampler'>,
  options: HoldoutOptions = {},
): Promise<Holdout> {
  const { spec, panel, seed } = fitted;
  const origins = holdoutOrigins(spec, panel);
  const kpiId = spec.kpis[0]?.id;
  if (origins.length === 0 || kpiId === undefined) return holdoutPlaceholder(spec, panel);
  const scored: ScoredHoldout[] = [];
  let done = 0;
  const { MultivariateLinearRegression } = await import('ml-regression');
  for (const origin of origins) {
    options.signal?.throwIfAborted();
    const training = panelBefore(panel, origin.from);
    const refitSpec = withChosenKnots(withKnotsToChoose(specBefore(spec, panel, origin.from, kpiId)), training);
    const refit = await fitModel(refitSpec, training, {
      seed,
      chains: fitted.sampler.chains,
      draws: refitDraws,
      runner: options.runnerFor?.(refitSpec, training),
      signal: options.signal,
    });
    panel.groups.forEach((_, g) => {
      const own = { refit: groupView(refit, g), panel: panel.groups.length === 1 ? panel : groupPanel(panel, g) };
      scored.push(scoreOrigin(own.refit, own.panel, kpiId, origin, MultivariateLinearRegression));
    });
    done += 1;
    options.onProgress?.(done, origins.length);
  }
  const model = scored.flatMap((one) => one.model);
  return {
    ...holdoutPlaceholder(spec, panel),
    status: model.length > 0 ? 'done' : 'none',
    ...scoreOf(model),
    coverage80: scored.flatMap(({ inside }) => inside).filter(Boolean).length / model.length,
    naive: naiveNames.map((name) => ({ name, ...scoreOf(scored.flatMap(({ naive }) => naive[name])) })),
    points: scored.flatMap(({ points }) => points),
  };
}

const naiveNames = ['last_year', 'drift', 'least_squares'] as const;

interface ScoredHoldout {
  readonly model: readonly ScoredPoint[];
  /** Whether the 80 % interval held the actual value. */
  readonly inside: readonly boolean[];
  readonly naive: Readonly<Record<NaiveForecast['name'], readonly ScoredPoint[]>>;
  readonly points: Holdout['points'];
}

function scoreOrigin(
  refit: SampledModel,
  panel: Panel,
  kpiId: string,
  origin: HoldoutOrigin,
  Regression: LeastSquares,
): ScoredHoldout {
  const kpi = judgedKpi(refit.spec, panel, kpiId);
  const forecast = forecastHeldOut(refit, panel, kpiId, origin);
  const draws = forecast.length / (origin.to - origin.from);
  const rows = Array.from({ length: origin.to - origin.from }, (_, i) => i).filter((i) =>
    Number.isFinite(kpi[origin.from + i]),
  );
  const predicted = rows.map((i) => forecast.subarray(i * draws, (i + 1) * draws));
  const summaries = predicted.map((values) => summary(values));
  const actual = rows.map((i) => kpi[origin.from + i]!);
  const input: NaiveInput = { panel, kpi, origin, holidays: refit.spec.baseline.holidays };
  const scoreNaive = ({ mean, sd }: NaiveForecast): ScoredPoint[] =>
    rows.map((i, at) => ({
      actual: actual[at]!,
      point: mean[i]!,
      crps: crpsOfNormal(mean[i]!, sd[i]!, actual[at]!),
    }));
  return {
    // The median is the point forecast that absolute errors ask for.
    model: rows.map((_, at) => ({
      actual: actual[at]!,
      point: summaries[at]!.p50,
      crps: crpsOfDraws(predicted[at]!, actual[at]!),
    })),
    inside: summaries.map(({ p10, p90 }, at) => actual[at]! >= p10 && actual[at]! <= p90),
    naive: {
      last_year: scoreNaive(lastYearForecast(input)),
      drift: scoreNaive(driftForecast(input)),
      least_squares: scoreNaive(leastSquaresForecast(input, Regression)),
    },
    points: rows.map((i, at) => ({
      origin: origin.origin,
      period: panel.periods[origin.from + i]!.label,
      ...(panel.groups[0] === 'all' ? {} : { group: panel.groups[0]! }),
      actual: actual[at]!,
      predicted: summaries[at]!,
    })),
  };
}

/** `(periods)`: the KPI where it stands in the likelihood, NaN elsewhere. */
function judgedKpi(spec: ModelSpec, panel: Panel, kpiId: string): Float64Array {
  const { values } = panel.kpis.find(({ id }) => id === kpiId)!;
  const judged = new Float64Array(values.length).fill(NaN);
  for (const row of likelihoodRows(spec, panel, kpiId)) judged[row] = values[row]!;
  return judged;
}
