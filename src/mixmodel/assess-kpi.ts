import { summary } from '../inference/index.js';
import { adstockDecay, adstockLags } from './adstock.js';
import { kpiChecks } from './assess-checks.js';
import type { KpiContext } from './assess-context.js';
import { contributionsByPeriod } from './assess-contributions.js';
import type { DrawFigures, MediumFigures } from './assess-draws.js';
import { gatherEvidence, type NationalEvidence } from './assess-evidence.js';
import { assessNoise } from './assess-noise.js';
import { explainedShare } from './assess-explained.js';
import { allRows, drawColumn } from './draw-columns.js';
import type { SampledModel } from './fit.js';
import type { ChannelAssessment, KpiAssessment, Review, Summary } from './fitted-model.js';
import { gradeOf } from './grade.js';
import { halfLife } from './half-life.js';
import { steadyStateEffect } from './media-curve.js';
import { channelReviews } from './review-channels.js';
import { shapeNames } from './media-shape.js';
import { assessReach } from './optimal-frequency.js';
import { mediaUnit } from './scales.js';
import { modelReviews } from './review-model.js';
import type { AssessedMedium } from './roi-medium.js';
import { curvePoints, seenSpend } from './seen-spend.js';

/** Lags shown of an adstock in which every lag counts. */
const mostLagsShown = 26;

export function assessKpi(
  sampled: SampledModel,
  kpiId: string,
): { readonly assessment: KpiAssessment; readonly reviews: readonly Review[] } {
  const evidence = gatherEvidence(sampled, kpiId);
  const { context, figures } = evidence;
  const overall = modelReviews(evidence);
  const perChannel = evidence.channels.map((_, index) => channelReviews(evidence, index));
  const { organic, kept } = figures;
  const bySlot = (values: Float64Array, period: number): Summary =>
    summary(values.subarray(period * kept.count, (period + 1) * kept.count));
  const inLikelihood = new Set(context.rows);
  const assessment: KpiAssessment = {
    id: kpiId,
    baselineShare: summary(figures.baselineShare),
    rSquared: summary(figures.rSquared),
    rmse: summary(figures.rmse),
    mae: summary(figures.mae),
    channels: evidence.channels.map((medium, index) =>
      assessChannel(evidence, medium, index, [...overall, ...perChannel[index]!]),
    ),
    others: [
      ...evidence.organic.map(({ id }, index) => ({
        id,
        kind: 'organic' as const,
        contribution: summary(organic[index]!.contribution),
      })),
      ...regressorContributions(context, figures),
    ],
    periods: context.panel.periods.slice(context.window.from).map(({ label }, index) => {
      const row = context.window.from + index;
      return {
        period: label,
        actual: inLikelihood.has(row) ? context.kpi.values[row]! : null,
        fitted: bySlot(kept.fitted, row),
        predicted: bySlot(kept.predicted, row),
        baseline: bySlot(kept.baseline, row),
      };
    }),
    residualLag1: evidence.residualLag1,
    noise: assessNoise(context),
    checks: kpiChecks(evidence),
  };
  return { assessment, reviews: [...overall, ...perChannel.flat()] };
}

function assessChannel(
  evidence: NationalEvidence,
  medium: AssessedMedium,
  index: number,
  reviews: readonly Review[],
): ChannelAssessment {
  const { context, figures } = evidence;
  const own: MediumFigures = figures.channels[index]!;
  const collinearity = explainedShare(
    [...evidence.linearColumns, ...evidence.typicalPaths.filter((_, other) => other !== index)],
    evidence.typicalPaths[index]!,
  );
  const grading = gradeOf(evidence, index, collinearity, reviews);
  const reach = assessReach(context, medium, mediaUnit(context.scales, medium.id));
  return {
    id: medium.id,
    spend: medium.spend,
    contribution: summary(own.contribution),
    roi: summary(own.roi),
    realisedRoi: summary(own.realisedRoi),
    marginalRoi: summary(own.marginalRoi),
    share: summary(own.counted.map((effect) => effect / context.total)),
    priorRoi: summary(evidence.priors[index]!.roi),
    grade: grading.grade,
    gradeReasons: grading.reasons,
    collinearity,
    parameters: parameterSummaries(context, medium),
    curve: responseCurve(context, medium),
    contributions: contributionsByPeriod(context, medium, figures.kept.drawRows),
    ...(reach === null ? {} : { reach }),
    decay: decaySummaries(context, medium),
    halfLife: halfLifeSummary(context, medium),
    seen: seenSpend(context, medium.id),
  };
}

export function parameterSummaries(
  context: Pick<KpiContext, 'fitted'>,
  medium: Pick<AssessedMedium, 'id'>,
): Record<string, Summary> {
  const rows = allRows(context.fitted);
  return Object.fromEntries(
    [...shapeNames, 'coefficient'].flatMap((name) => {
      const draws = drawColumn(context.fitted, `${name}[${medium.id}]`, rows);
      return draws.length > 0 ? [[name, summary(draws)] as const] : [];
    }),
  );
}

/** Lags looked at for a half-life where every lag counts: two years of weeks. */
const mostLags = 104;

export function halfLifeSummary(context: KpiContext, medium: AssessedMedium): Summary {
  const { adstock } = medium.spec;
  const lags = Math.min(mostLags, adstockLags(adstock));
  return summary(
    Float64Array.from({ length: context.drawCount }, (_, d) =>
      halfLife(adstockDecay(adstock, medium.parametersOf(d).shape, lags)),
    ),
  );
}

/** The curve at the points that the gate looks at, at nothing, and on beyond the largest spend seen. */
function responseCurve(context: KpiContext, medium: AssessedMedium): ChannelAssessment['curve'] {
  const parameters = Array.from({ length: context.drawCount }, (_, d) => medium.parametersOf(d));
  return curvePoints(medium.activeSpend, seenSpend(context, medium.id)).map((multiple) => ({
    multiple,
    spend: multiple * medium.activeSpend,
    effect: summary(
      Float64Array.from(
        parameters,
        (draw) => context.scale * steadyStateEffect(medium.spec, draw, medium.levelAt(multiple)),
      ),
    ),
  }));
}

export function decaySummaries(context: KpiContext, medium: AssessedMedium): Summary[] {
  const { adstock } = medium.spec;
  const lags = Math.min(mostLagsShown, adstockLags(adstock));
  const weights = Array.from({ length: lags }, () => new Float64Array(context.drawCount));
  for (let d = 0; d < context.drawCount; d++) {
    adstockDecay(adstock, medium.parametersOf(d).shape, lags).forEach((weight, lag) => {
      weights[lag]![d] = weight;
    });
  }
  return weights.map((values) => summary(values));
}

/** Effect of treatments and controls against their reference level (baseline or mean), KPI units over the window. */
function regressorContributions(context: KpiContext, figures: DrawFigures): KpiAssessment['others'] {
  const { design, regressors } = figures;
  const width = design.terms.length;
  const rows = allRows(context.fitted);
  return design.terms.flatMap((term, column) => {
    if (term.kind !== 'treatment' && term.kind !== 'control') return [];
    let sum = 0;
    for (let t = context.window.from; t < context.window.to; t++) sum += regressors[t * width + column]!;
    const effect = drawColumn(context.fitted, term.name, rows).map((draw) => context.scale * draw * sum);
    return [{ id: term.subject, kind: term.kind, contribution: summary(effect) }];
  });
}
