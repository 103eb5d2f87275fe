import { quantiles } from '../inference/index.js';
import { kpiContext, type KpiContext } from './assess-context.js';
import { walkDraws, type DrawFigures } from './assess-draws.js';
import { lagOneCorrelation } from './assess-residuals.js';
import { allRows, drawColumn } from './draw-columns.js';
import { dataRows, type LinearTerm } from './linear-design.js';
import type { SampledModel } from './fit.js';
import type { MediaParameters } from './media-curve.js';
import { shapeParameters } from './media-shape.js';
import type { Prior } from './model-spec.js';
import { assessedMedia, type AssessedMedium } from './roi-medium.js';
import { priorTotals, type PriorTotals } from './roi-prior.js';

/** What reviews and grades ask of a medium. */
export type EvidenceMedium = Pick<AssessedMedium, 'id' | 'spec' | 'effect' | 'coefficientOfEffect'>;

/** A linear term over the likelihood rows. */
export interface LinearColumn {
  readonly column: Float64Array;
  readonly prior: Prior;
  readonly kind: LinearTerm['kind'];
}

/** What they ask of the draws. */
export type EvidenceFigures = Pick<
  DrawFigures,
  'channels' | 'organic' | 'meanFitted' | 'baselineBelowZero' | 'baselineBelowZeroInQuarter' | 'predictiveP'
>;

/** A KPI's figures on the way to its assessment: what reviews and grades are made from. */
export interface KpiEvidence {
  readonly context: KpiContext;
  readonly channels: readonly EvidenceMedium[];
  readonly organic: readonly EvidenceMedium[];
  readonly figures: EvidenceFigures;
  /** One per channel. */
  readonly priors: readonly PriorTotals[];
  /** One per channel, then per organic medium: medians over draws. */
  readonly typicalParameters: readonly MediaParameters[];
  /** The same media: saturated paths at those parameters, `(likelihood rows)`. */
  readonly typicalPaths: readonly Float64Array[];
  /** The same media: what saturation acts on at those parameters, over the KPI window. */
  readonly typicalInputs: readonly Float64Array[];
  /** `(likelihood rows)` each: the linear terms without the intercept. */
  readonly linearColumns: readonly Float64Array[];
  /** Every linear term as it stands in the fit, `(likelihood rows)` each, with its prior. */
  readonly linearTerms: readonly LinearColumn[];
  readonly residualLag1: number;
}

/** The evidence of a national KPI, with its media and draws in full. */
export interface NationalEvidence extends KpiEvidence {
  readonly channels: readonly AssessedMedium[];
  readonly organic: readonly AssessedMedium[];
  readonly figures: DrawFigures;
}

export function gatherEvidence(sampled: SampledModel, kpiId: string): NationalEvidence {
  const context = kpiContext(sampled, kpiId);
  const { channels, organic } = assessedMedia(context);
  const figures = walkDraws(sampled, context, channels, organic);
  const media = [...channels, ...organic];
  const parameters = media.map((medium) => typicalParameters(context, medium));
  const typicalPaths = media.map((medium, index) => {
    medium.run(parameters[index]!);
    return Float64Array.from(context.rows, (row) => medium.path[row]!);
  });
  const typicalInputs = media.map((medium, index) => {
    medium.run(parameters[index]!);
    return medium.saturationInput.slice(context.window.from, context.window.to);
  });
  const { design, regressors } = figures;
  const fittedForm = design.regressors(dataRows(context.panel), 'fitted');
  const width = design.terms.length;
  const linearColumns = design.terms.flatMap((term, column) =>
    term.kind === 'intercept' ? [] : [Float64Array.from(context.rows, (row) => regressors[row * width + column]!)],
  );
  return {
    context,
    channels,
    organic,
    figures,
    priors: channels.map((medium) => priorTotals(context, medium)),
    typicalParameters: parameters,
    typicalPaths,
    typicalInputs,
    linearColumns,
    linearTerms: design.terms.map(({ prior, kind }, column) => ({
      kind,
      column: Float64Array.from(context.rows, (row) => fittedForm[row * width + column]!),
      prior,
    })),
    residualLag1: lagOneCorrelation(context.kpi.values, figures.meanFitted, context.rows, typicalCorrelation(context)),
  };
}

/** Median of the noise's lag-1 correlation; 0 where the model has none. */
function typicalCorrelation({ fitted }: KpiContext): number {
  const draws = drawColumn(fitted, 'ar', allRows(fitted));
  return draws.length === 0 ? 0 : quantiles(draws, [0.5])[0]!;
}

/** Medians: a half-saturation that the data do not know has a tail that would carry off its mean. */
export function typicalParameters(context: KpiContext, medium: AssessedMedium): MediaParameters {
  const draws = Array.from({ length: context.drawCount }, (_, d) => medium.parametersOf(d));
  const median = (values: readonly number[]): number => quantiles(Float64Array.from(values), [0.5])[0]!;
  const shape = shapeParameters(medium.spec).map((_, j) => median(draws.map((draw) => draw.shape[j]!)));
  return { shape, coefficient: median(draws.map(({ coefficient }) => coefficient)) };
}
