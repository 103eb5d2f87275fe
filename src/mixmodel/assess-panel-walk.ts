import { periodsPerQuarter } from '../data/index.js';
import { kpiWindow } from './kpi-window.js';
import { summary } from '../inference/index.js';
import { kpiContext, type KpiContext } from './assess-context.js';
import {
  accuracyOf,
  BaselineCount,
  emptyFigures,
  errorSumCount,
  walkDraws,
  type DrawFigures,
  type MediumFigures,
} from './assess-draws.js';
import { lagOneCorrelation } from './assess-residuals.js';
import { allRows, drawColumn, kpiOf } from './draw-columns.js';
import type { SampledModel } from './fit.js';
import { summaryNames, type GroupAssessment, type Summary } from './fitted-model.js';
import { groupView } from './group-view.js';
import { steadyStateEffect } from './media-curve.js';
import { assessedMedia, type AssessedMedium } from './roi-medium.js';

/** One group with its media, in the group's own KPI units. */
export interface PanelGroup {
  readonly context: KpiContext;
  readonly channels: readonly AssessedMedium[];
  readonly organic: readonly AssessedMedium[];
  /** Weight of the group in sums of the KPI: 1, or its share where the KPI is a rate or a score. */
  readonly weight: number;
}

export function panelGroups(sampled: SampledModel, kpiId: string): PanelGroup[] {
  const { panel, spec, scales } = sampled;
  const kind = spec.kpis.find(({ id }) => id === kpiId)?.kind;
  const averages = kind === 'rate' || kind === 'score';
  const heads = panel.groups.map((_, g) => scales.population?.[g] ?? 1);
  const total = heads.reduce((sum, one) => sum + one, 0);
  return panel.groups.map((_, g) => {
    // ROI is counted from the first KPI value of any group on.
    const context = { ...kpiContext(groupView(sampled, g), kpiId), window: kpiWindow(panel) };
    return { context, ...assessedMedia(context), weight: averages ? heads[g]! / total : 1 };
  });
}

/** Sums over groups of everything that is asked of the draws; by period for the draws that planning uses. */
export interface PanelFigures {
  readonly channels: readonly MediumFigures[];
  readonly organic: readonly MediumFigures[];
  readonly baselineShare: Float64Array;
  readonly rSquared: Float64Array;
  readonly rmse: Float64Array;
  readonly mae: Float64Array;
  readonly baselineBelowZero: number;
  readonly baselineBelowZeroInQuarter: number;
  /** `(likelihood rows of all groups)` */
  readonly predictiveP: Float64Array;
  /** `(groups × periods)`, KPI units. */
  readonly meanFitted: Float64Array;
  readonly residualLag1: number;
  /** Summaries by period of the totals. */
  readonly periods: readonly { readonly fitted: Summary; readonly predicted: Summary; readonly baseline: Summary }[];
  /** One per channel, by data period. */
  readonly contributions: readonly (readonly Summary[])[];
  /** One per control and treatment, `(draws)`. */
  readonly regressors: ReadonlyMap<string, Float64Array>;
  readonly groups: readonly GroupAssessment[];
}

/** Walks over every group and draw once; what it holds is of one group, and the sums. */
export function walkPanel(sampled: SampledModel, kpiId: string, groups: readonly PanelGroup[]): PanelFigures {
  const { panel, spec } = sampled;
  const periods = panel.periods.length;
  const { from } = kpiWindow(panel);
  const draws = groups[0]!.context.drawCount;
  const channels = spec.channels.map(() => emptyFigures(draws));
  const organic = spec.organic.map(() => emptyFigures(draws));
  const spends = spec.channels.map((_, c) => groups.reduce((sum, group) => sum + group.channels[c]!.spend, 0));
  const total = groups.reduce((sum, { context, weight }) => sum + weight * context.total, 0);
  const errors = new Float64Array(draws * errorSumCount);
  const meanFitted = new Float64Array(panel.groups.length * periods);
  const predictiveP: number[] = [];
  const regressors = new Map<string, Float64Array>();
  const assessed: GroupAssessment[] = [];
  let sums: KeptSums | null = null;
  let rows = 0;
  let lag = 0;
  groups.forEach((group, g) => {
    const { context, weight } = group;
    const figures = walkDraws(groupView(sampled, g), context, group.channels, group.organic);
    figures.channels.forEach((own, c) => {
      const share = spends[c]! > 0 ? group.channels[c]!.spend / spends[c]! : 0;
      addFigures(channels[c]!, own, weight, share);
    });
    figures.organic.forEach((own, c) => {
      addFigures(organic[c]!, own, weight, 0);
    });
    for (let i = 0; i < errors.length; i++) errors[i]! += figures.errors[i]!;
    meanFitted.set(figures.meanFitted, g * periods);
    for (const p of figures.predictiveP) predictiveP.push(p);
    rows += context.rows.length;
    lag += context.rows.length * lagOneCorrelation(context.kpi.values, figures.meanFitted, context.rows);
    addRegressors(regressors, context, figures, weight);
    sums ??= new KeptSums(periods, figures.kept.drawRows, spec.channels.length);
    sums.add(figures, weight);
    assessed.push(assessGroup(sampled, kpiId, g, group, figures, sums));
  });
  const kept = sums!;
  const accuracy = Array.from({ length: draws }, (_, d) => accuracyOf(errors, d * errorSumCount, rows));
  const baseline = kept.baselineCount(from, periodsPerQuarter[panel.grain]);
  return {
    channels,
    organic,
    baselineShare: Float64Array.from({ length: draws }, (_, d) =>
      total === 0 ? NaN : 1 - channels.reduce((sum, { counted }) => sum + counted[d]!, 0) / total,
    ),
    rSquared: Float64Array.from(accuracy, ({ rSquared }) => rSquared),
    rmse: Float64Array.from(accuracy, ({ rmse }) => rmse),
    mae: Float64Array.from(accuracy, ({ mae }) => mae),
    baselineBelowZero: baseline.whole / kept.count,
    baselineBelowZeroInQuarter: baseline.worstQuarter / kept.count,
    predictiveP: Float64Array.from(predictiveP),
    meanFitted,
    residualLag1: lag / Math.max(1, rows),
    periods: kept.summaries(),
    contributions: kept.contributionSummaries(),
    regressors,
    groups: assessed,
  };
}

/** Contributions add up; returns are weighted by the group's share of the money. */
function addFigures(to: MediumFigures, own: MediumFigures, weight: number, share: number): void {
  for (let d = 0; d < to.roi.length; d++) {
    to.contribution[d]! += weight * own.contribution[d]!;
    to.counted[d]! += weight * own.counted[d]!;
    to.realisedRoi[d]! += share * own.realisedRoi[d]!;
    to.roi[d]! += share * own.roi[d]!;
    to.marginalRoi[d]! += share * own.marginalRoi[d]!;
  }
}

function addRegressors(
  to: Map<string, Float64Array>,
  context: KpiContext,
  { design, regressors }: DrawFigures,
  weight: number,
): void {
  const width = design.terms.length;
  design.terms.forEach((term, column) => {
    if (term.kind !== 'treatment' && term.kind !== 'control') return;
    let sum = 0;
    for (let t = context.window.from; t < context.window.to; t++) sum += regressors[t * width + column]!;
    const own = drawColumn(context.fitted, term.name, allRows(context.fitted));
    const total = to.get(term.name) ?? new Float64Array(own.length);
    to.set(
      term.name,
      total.map((value, d) => value + weight * context.scale * sum * own[d]!),
    );
  });
}

/** Sums over groups, `(periods × kept draws)`. */
class KeptSums {
  readonly count: number;
  private readonly fitted: Float64Array;
  private readonly predicted: Float64Array;
  private readonly baseline: Float64Array;
  private readonly contributions: readonly Float64Array[];

  constructor(
    private readonly periods: number,
    readonly drawRows: Int32Array,
    channels: number,
  ) {
    this.count = drawRows.length;
    const empty = (): Float64Array => new Float64Array(periods * this.count);
    this.fitted = empty();
    this.predicted = empty();
    this.baseline = empty();
    this.contributions = Array.from({ length: channels }, empty);
  }

  add({ kept }: DrawFigures, weight: number): void {
    for (let i = 0; i < this.fitted.length; i++) {
      this.fitted[i]! += weight * kept.fitted[i]!;
      this.predicted[i]! += weight * kept.predicted[i]!;
      this.baseline[i]! += weight * kept.baseline[i]!;
    }
  }

  /** Adds what one channel causes in one group; `own` is `(periods × kept draws)`. */
  addContribution(channel: number, own: Float64Array, weight: number): void {
    const sum = this.contributions[channel]!;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * own[i]!;
  }

  baselineCount(from: number, quarter: number): BaselineCount {
    const counted = new BaselineCount(this.periods - from, quarter);
    const path = new Float64Array(this.periods);
    for (let at = 0; at < this.count; at++) {
      for (let t = 0; t < this.periods; t++) path[t] = this.baseline[t * this.count + at]!;
      counted.add(path, from);
    }
    return counted;
  }

  summaries(): PanelFigures['periods'] {
    return Array.from({ length: this.periods }, (_, t) => ({
      fitted: this.slot(this.fitted, t),
      predicted: this.slot(this.predicted, t),
      baseline: this.slot(this.baseline, t),
    }));
  }

  contributionSummaries(): Summary[][] {
    return this.contributions.map((own) => Array.from({ length: this.periods }, (_, t) => this.slot(own, t)));
  }

  slot(values: Float64Array, period: number): Summary {
    return summary(values.subarray(period * this.count, (period + 1) * this.count));
  }
}

/** The group's own figures; its contributions go into the sums on the way. */
function assessGroup(
  sampled: SampledModel,
  kpiId: string,
  g: number,
  { context, channels, weight }: PanelGroup,
  figures: DrawFigures,
  sums: KeptSums,
): GroupAssessment {
  const periods = context.panel.periods.length;
  const width = summaryNames.length;
  const write = (out: Float64Array, at: number, values: Summary): void => {
    summaryNames.forEach((name, i) => {
      out[at + i] = values[name];
    });
  };
  const window = periods - context.window.from;
  const predicted = new Float64Array(window * width);
  for (let t = 0; t < window; t++) {
    write(predicted, t * width, sums.slot(figures.kept.predicted, context.window.from + t));
  }
  const contributions = new Float64Array(channels.length * periods * width);
  const paths = new Float64Array(periods * sums.count);
  channels.forEach((medium, c) => {
    sums.drawRows.forEach((draw, at) => {
      const parameters = medium.parametersOf(draw);
      medium.run(parameters);
      const b = parameters.coefficient * context.scale;
      for (let t = 0; t < periods; t++) paths[t * sums.count + at] = b * medium.path[t]!;
    });
    sums.addContribution(c, paths, weight);
    for (let t = 0; t < periods; t++) write(contributions, (c * periods + t) * width, sums.slot(paths, t));
  });
  const kpi = kpiOf(sampled, kpiId);
  return {
    group: sampled.panel.groups[g]!,
    baselineShare: summary(figures.baselineShare),
    channels: channels.map((medium, c) => {
      const own = figures.channels[c]!;
      const coefficient = drawColumn(kpi, `coefficient[${medium.id}@${sampled.panel.groups[g]!}]`, allRows(kpi));
      return {
        id: medium.id,
        spend: medium.spend,
        contribution: summary(own.contribution),
        roi: summary(own.roi),
        share: summary(own.counted.map((effect) => effect / context.total)),
        coefficient: summary(coefficient),
        negative: coefficient.filter((b) => b < 0).length / Math.max(1, coefficient.length),
      };
    }),
    predicted,
    contributions,
  };
}

/** The response of all groups together, each at the same multiple of what it is used to, `(draws)`. */
export function panelCurve(groups: readonly PanelGroup[], channel: number, multiple: number): Float64Array {
  const { drawCount } = groups[0]!.context;
  const effect = new Float64Array(drawCount);
  for (const { context, channels, weight } of groups) {
    const medium = channels[channel]!;
    const level = medium.levelAt(multiple);
    for (let d = 0; d < drawCount; d++) {
      effect[d]! += weight * context.scale * steadyStateEffect(medium.spec, medium.parametersOf(d), level);
    }
  }
  return effect;
}
