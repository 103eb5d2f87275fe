import type { KpiSeries, Panel } from '../data/index.js';
import type { SampledModel } from './fit.js';
import type { FittedKpi } from './fitted-model.js';
import { drawCount, kpiOf } from './draw-columns.js';
import { kpiWindow } from './kpi-window.js';
import { longestRunOut } from './longest-run-out.js';
import { likelihoodRows } from './media-history.js';
import type { KpiSpec, ModelSpec, Scales } from './model-spec.js';
import { valueAfterData } from './roi-value-after.js';
import { withTreatmentPriors } from './treatment-prior.js';

/** One KPI of a fitted model, with what every question about it needs. */
export interface KpiContext {
  readonly spec: ModelSpec;
  readonly panel: Panel;
  readonly scales: Scales;
  readonly kpiSpec: KpiSpec;
  readonly kpi: KpiSeries;
  readonly fitted: FittedKpi;
  readonly seed: number;
  readonly drawCount: number;
  /** Rows over which ROI and contribution are counted, `to` exclusive. */
  readonly window: { readonly from: number; readonly to: number };
  /** Rows of the likelihood, ascending. */
  readonly rows: Int32Array;
  readonly center: number;
  /** KPI units per unit of scaled KPI. */
  readonly scale: number;
  /** Sum of the KPI over the rows of the window that have a value. */
  readonly total: number;
  /** `(periods + longestRunOut)`: money per KPI unit, 1 where a unit of KPI has no value in money. */
  readonly value: Float64Array;
  /** Whether ROI is money per money, so that 1 is break-even. */
  readonly inMoney: boolean;
}

export function kpiContext(fitted: SampledModel, kpiId: string): KpiContext {
  const { panel, scales } = fitted;
  const spec = withTreatmentPriors(fitted.spec, panel, scales, kpiId);
  const kpi = panel.kpis.find(({ id }) => id === kpiId);
  const kpiSpec = spec.kpis.find(({ id }) => id === kpiId);
  const draws = kpiOf(fitted, kpiId);
  const kpiScale = scales.kpis[kpiId];
  if (kpi === undefined || kpiSpec === undefined || kpiScale === undefined) {
    throw new RangeError(`unknown KPI: ${kpiId}`);
  }
  const window = kpiWindow(panel);
  const inWindow = kpi.values.subarray(window.from, window.to).filter((value) => Number.isFinite(value));
  const value = new Float64Array(panel.periods.length + longestRunOut(panel)).fill(1);
  if (kpi.valuePerUnit !== null) {
    value.set(kpi.valuePerUnit);
    value.set(valueAfterData(kpiSpec, kpi.valuePerUnit, panel, longestRunOut(panel)), panel.periods.length);
  }
  return {
    spec,
    panel,
    scales,
    kpiSpec,
    kpi,
    fitted: draws,
    seed: fitted.seed,
    drawCount: drawCount(draws),
    window,
    rows: likelihoodRows(spec, panel, kpiId),
    center: kpiScale.center,
    scale: kpiScale.scale,
    total: inWindow.reduce((sum, amount) => sum + amount, 0),
    value,
    inMoney: kpi.valuePerUnit !== null || kpiSpec.kind === 'revenue',
  };
}
