import { dataRows, linearDesign } from './linear-design.js';
import { groupPanel } from '../data/index.js';
import type { KpiContext } from './assess-context.js';
import { typicalParameters, type EvidenceMedium, type KpiEvidence, type LinearColumn } from './assess-evidence.js';
import type { PanelFigures, PanelGroup } from './assess-panel-walk.js';
import { kpiOf } from './draw-columns.js';
import type { SampledModel } from './fit.js';
import { likelihoodRows } from './media-history.js';
import type { MediaShape } from './media-shape.js';
import { priorTotals } from './roi-prior.js';
import type { AssessedMedium, MediumTotals } from './roi-medium.js';

export interface PanelEvidence {
  /** Rows of all groups one after the other; KPI per head where the model counts so. */
  readonly evidence: KpiEvidence;
  /** The same with every column, the KPI too, as deviations from its group's mean: levels explain nothing. */
  readonly within: KpiEvidence;
  /** KPI in its own units. */
  readonly inUnits: KpiEvidence;
}

/** What reviews, grades and checks are made from, over all groups. */
export function panelEvidence(
  sampled: SampledModel,
  kpiId: string,
  groups: readonly PanelGroup[],
  figures: PanelFigures,
): PanelEvidence {
  const { spec, panel, scales } = sampled;
  const periods = panel.periods.length;
  const rows = likelihoodRows(spec, panel, kpiId);
  const groupOf = Int32Array.from(rows, (row) => Math.floor(row / periods));
  const kpi = panel.kpis.find(({ id }) => id === kpiId)!;
  const heads = panel.groups.map((_, g) => scales.population?.[g] ?? 1);
  const perHead = (values: Float64Array): Float64Array =>
    values.map((value, row) => value / heads[Math.floor(row / periods)]!);
  const first = groups[0]!.context;
  const { center, scale } = scales.kpis[kpiId]!;
  const total = groups.reduce((sum, { context, weight }) => sum + weight * context.total, 0);
  const units: KpiContext = { ...first, spec, panel, scales, kpi, fitted: kpiOf(sampled, kpiId), rows, total };
  const context: KpiContext = { ...units, kpi: { ...kpi, values: perHead(kpi.values) }, center, scale };

  const kinds = [...spec.channels.keys()].map((c) => groups.map(({ channels }) => channels[c]!));
  const organicKinds = [...spec.organic.keys()].map((c) => groups.map(({ organic }) => organic[c]!));
  const weights = groups.map(({ weight }) => weight);
  const channels = kinds.map((own) => new PanelMediumTotals(own, weights, total));
  const organic = organicKinds.map((own) => new PanelMediumTotals(own, weights, total));
  const media = [...kinds, ...organicKinds];
  const typical = media.map((own) => typicalParameters(first, own[0]!));
  const stack = (own: readonly AssessedMedium[], shape: MediaShape): Float64Array => {
    own.forEach((medium) => {
      medium.run({ shape });
    });
    return Float64Array.from(rows, (row) => own[Math.floor(row / periods)]!.path[row % periods]!);
  };
  const typicalPaths = media.map((own, m) => stack(own, typical[m]!.shape));
  const typicalInputs = media.map((own, m) =>
    Float64Array.from(
      own.flatMap((medium) => {
        medium.run(typical[m]!);
        return [...medium.saturationInput.slice(first.window.from, first.window.to)];
      }),
    ),
  );
  const linear = linearStacks(sampled, rows);
  const evidence: KpiEvidence = {
    context,
    channels,
    organic,
    figures: { ...figures, meanFitted: perHead(figures.meanFitted) },
    priors: channels.map((medium) => priorTotals(first, medium)),
    typicalParameters: typical,
    typicalPaths,
    typicalInputs,
    linearColumns: linear.recorded,
    linearTerms: [...linear.fitted, ...levelTerms(sampled, groupOf)],
    residualLag1: figures.residualLag1,
  };
  const centred = (values: Float64Array): Float64Array => withinGroup(values, groupOf, panel.groups.length);
  const values = context.kpi.values.slice();
  centred(Float64Array.from(rows, (row) => values[row]!)).forEach((value, i) => {
    values[rows[i]!] = value;
  });
  return {
    evidence,
    within: {
      ...evidence,
      context: { ...context, kpi: { ...context.kpi, values } },
      typicalPaths: typicalPaths.map(centred),
      linearColumns: linear.recorded.map(centred),
    },
    inUnits: { ...evidence, context: units, figures, typicalPaths: typicalPaths.map(centred) },
  };
}

/** Values less their group's mean; `values` is `(likelihood rows)`. */
function withinGroup(values: Float64Array, groupOf: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  const counts = new Float64Array(groups);
  values.forEach((value, i) => {
    sums[groupOf[i]!]! += value;
    counts[groupOf[i]!]! += 1;
  });
  return values.map((value, i) => value - sums[groupOf[i]!]! / Math.max(1, counts[groupOf[i]!]!));
}

/** The shared linear terms over the likelihood rows of all groups: recorded without the intercept, fitted with it. */
function linearStacks(
  { spec, panel, scales }: SampledModel,
  rows: Int32Array,
): { readonly recorded: Float64Array[]; readonly fitted: LinearColumn[] } {
  const design = linearDesign(spec, panel, scales);
  const periods = panel.periods.length;
  const width = design.terms.length;
  const forms = panel.groups.map((_, g) => {
    const data = dataRows(groupPanel(panel, g));
    return { recorded: design.regressors(data, 'recorded'), fitted: design.regressors(data, 'fitted') };
  });
  const stack = (form: 'recorded' | 'fitted', column: number): Float64Array =>
    Float64Array.from(rows, (row) => forms[Math.floor(row / periods)]![form][(row % periods) * width + column]!);
  return {
    recorded: design.terms.flatMap((term, column) => (term.kind === 'intercept' ? [] : [stack('recorded', column)])),
    fitted: design.terms.map(({ prior, kind }, column) => ({ column: stack('fitted', column), prior, kind })),
  };
}

/** A column of ones per group that has a level of its own. */
function levelTerms({ spec, panel }: SampledModel, groupOf: Int32Array): LinearColumn[] {
  const { groups } = spec;
  if (groups === undefined || groups.intercept.family === 'fixed') return [];
  return panel.groups.flatMap((name, g) => {
    if (name === groups.baselineGroup) return [];
    return [
      {
        column: Float64Array.from(groupOf, (own) => (own === g ? 1 : 0)),
        prior: groups.intercept,
        kind: 'intercept' as const,
      },
    ];
  });
}

/** One medium over all groups with the same coefficient in each: what an effect prior on its total amounts to. */
class PanelMediumTotals implements EvidenceMedium {
  readonly id: string;
  readonly spec: AssessedMedium['spec'];
  readonly effect: AssessedMedium['effect'];
  private readonly spend: number;

  constructor(
    private readonly media: readonly AssessedMedium[],
    private readonly weights: readonly number[],
    private readonly kpiTotal: number,
  ) {
    const [first] = media;
    this.id = first!.id;
    this.spec = first!.spec;
    this.effect = first!.effect;
    this.spend = media.reduce((sum, { spend }) => sum + spend, 0);
  }

  private totals(shape: MediaShape): { counted: number; value: number; after: number } {
    const sum = { counted: 0, value: 0, after: 0 };
    this.media.forEach((medium, g) => {
      const own = medium.unitTotals(shape);
      const weight = this.weights[g]!;
      sum.counted += weight * own.counted;
      sum.value += weight * own.value;
      sum.after += weight * own.after;
    });
    return sum;
  }

  private coefficientOf(effect: number, { counted, value }: { counted: number; value: number }): number {
    switch (this.effect.on) {
      case 'coefficient':
        return effect;
      case 'roi':
        return value > 0 ? (effect * this.spend) / value : 0;
      case 'marginal_roi':
        throw new RangeError('marginal ROI of several groups is not part of this version');
      case 'contribution':
        return counted > 0 ? (effect * this.kpiTotal) / counted : 0;
    }
  }

  coefficientOfEffect(shape: MediaShape, effect: number): number {
    return this.coefficientOf(effect, this.totals(shape));
  }

  returnsOfEffect(shape: MediaShape, effect: number): Pick<MediumTotals, 'roi' | 'counted'> {
    const totals = this.totals(shape);
    const b = this.coefficientOf(effect, totals);
    return {
      roi: this.spend > 0 ? (b * (totals.value + totals.after)) / this.spend : 0,
      counted: b * totals.counted,
    };
  }
}
