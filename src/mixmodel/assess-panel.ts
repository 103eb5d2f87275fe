import { summary } from '../inference/index.js';
import { kpiChecks } from './assess-checks.js';
import type { KpiEvidence } from './assess-evidence.js';
import { explainedShare } from './assess-explained.js';
import { decaySummaries, halfLifeSummary, parameterSummaries } from './assess-kpi.js';
import { panelCurve, panelGroups, walkPanel, type PanelFigures, type PanelGroup } from './assess-panel-walk.js';
import { panelEvidence } from './assess-panel-evidence.js';
import type { SampledModel } from './fit.js';
import type { ChannelAssessment, KpiAssessment, Review } from './fitted-model.js';
import { gradeOf } from './grade.js';
import { kpiWindow } from './kpi-window.js';
import { linearDesign } from './linear-design.js';
import { channelReviews } from './review-channels.js';
import { modelReviews } from './review-model.js';
import { curvePoints, seenSpend } from './seen-spend.js';

/** What a KPI of several groups shows: totals over the groups, and each group's own figures. */
export function assessPanelKpi(
  sampled: SampledModel,
  kpiId: string,
): { readonly assessment: KpiAssessment; readonly reviews: readonly Review[] } {
  const { panel, spec } = sampled;
  const groups = panelGroups(sampled, kpiId);
  const figures = walkPanel(sampled, kpiId, groups);
  const { evidence, within, inUnits } = panelEvidence(sampled, kpiId, groups, figures);
  const overall = modelReviews(within);
  const perChannel = spec.channels.map((_, index) => channelReviews(evidence, index));
  const { from } = kpiWindow(panel);
  const assessment: KpiAssessment = {
    id: kpiId,
    baselineShare: summary(figures.baselineShare),
    rSquared: summary(figures.rSquared),
    rmse: summary(figures.rmse),
    mae: summary(figures.mae),
    channels: spec.channels.map((_, index) =>
      assessChannel(evidence, within, groups, figures, index, [...overall, ...perChannel[index]!]),
    ),
    others: [
      ...spec.organic.map(({ id }, index) => ({
        id,
        kind: 'organic' as const,
        contribution: summary(figures.organic[index]!.contribution),
      })),
      ...linearDesign(spec, panel, sampled.scales).terms.flatMap(({ kind, subject, name }) => {
        const effect = figures.regressors.get(name);
        if ((kind !== 'treatment' && kind !== 'control') || effect === undefined) return [];
        return [{ id: subject, kind, contribution: summary(effect) }];
      }),
    ],
    periods: panel.periods.slice(from).map(({ label }, index) => ({
      period: label,
      actual: totalActual(groups, from + index),
      ...figures.periods[from + index]!,
    })),
    residualLag1: figures.residualLag1,
    checks: kpiChecks(inUnits),
    groups: figures.groups,
  };
  return { assessment, reviews: [...overall, ...perChannel.flat()] };
}

/** Sum over the groups, null where one of them has no value in the likelihood. */
function totalActual(groups: readonly PanelGroup[], row: number): number | null {
  let total = 0;
  for (const { context, weight } of groups) {
    if (context.panel.inLikelihood[row] !== 1) return null;
    total += weight * context.kpi.values[row]!;
  }
  return total;
}

function assessChannel(
  evidence: KpiEvidence,
  within: KpiEvidence,
  groups: readonly PanelGroup[],
  figures: PanelFigures,
  index: number,
  reviews: readonly Review[],
): ChannelAssessment {
  const own = figures.channels[index]!;
  const { context } = evidence;
  const first = groups[0]!;
  const medium = first.channels[index]!;
  const spend = groups.reduce((sum, group) => sum + group.channels[index]!.spend, 0);
  const usual = groups.reduce((sum, group) => sum + group.channels[index]!.activeSpend, 0);
  const seen = seenSpend(context, medium.id);
  const collinearity = explainedShare(
    [...within.linearColumns, ...within.typicalPaths.filter((_, other) => other !== index)],
    within.typicalPaths[index]!,
  );
  const grading = gradeOf(evidence, index, collinearity, reviews);
  return {
    id: medium.id,
    spend,
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
    curve: curvePoints(usual, seen).map((multiple) => ({
      multiple,
      spend: multiple * usual,
      effect: summary(panelCurve(groups, index, multiple)),
    })),
    contributions: figures.contributions[index]!,
    decay: decaySummaries(first.context, medium),
    halfLife: halfLifeSummary(first.context, medium),
    seen,
  };
}
