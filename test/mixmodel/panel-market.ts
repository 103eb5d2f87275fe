import type { Panel } from '../../src/data/index.js';
import { randomStream } from '../../src/inference/index.js';
import { geometricAdstock } from '../../src/mixmodel/adstock.js';
import { saturate } from '../../src/mixmodel/saturation.js';
import { flights, weeks } from './example-model.js';

export interface PanelTruth {
  /** Mean ROI over the groups. */
  readonly roi: number;
  readonly alpha: number;
  readonly half: number;
  /** Standard deviation of a group's effect ÷ its mean. */
  readonly spread: number;
}

/** Groups of different size with known effects; KPI and spend grow with the population. */
export function panelMarket(options: {
  readonly seed: number;
  readonly groups: number;
  readonly periods: number;
  readonly channels: Readonly<Record<string, PanelTruth>>;
  readonly noise?: number;
}): { readonly panel: Panel; readonly contributions: Readonly<Record<string, Float64Array>> } {
  const { seed, groups, periods, channels, noise = 2 } = options;
  const random = randomStream(seed, 'panel market');
  const names = Array.from({ length: groups }, (_, g) => `g${g + 1}`);
  const population = Float64Array.from(names, () => Math.round(50 * Math.exp(0.5 * random.normal())));
  const size = groups * periods;
  const control = Float64Array.from({ length: size }, () => 10 + 3 * random.normal());
  const kpi = Float64Array.from({ length: size }, (_, row) => {
    const week = row % periods;
    const heads = population[Math.floor(row / periods)]!;
    const year = (2 * Math.PI * week) / 52.18;
    return (
      heads * (40 + 2 * Math.sin(year) + (2 * week) / periods + 0.3 * (control[row]! - 10) + noise * random.normal())
    );
  });
  names.forEach((_, g) => {
    const level = 3 * random.normal();
    for (let t = 0; t < periods; t++) kpi[g * periods + t]! += population[g]! * level;
  });
  const contributions: Record<string, Float64Array> = {};
  const series = Object.entries(channels).map(([id, truth]) => {
    const spend = new Float64Array(size);
    const unit = new Float64Array(size);
    for (let g = 0; g < groups; g++) {
      const money = flights(periods, 3, 0.6, random);
      const stock = new Float64Array(periods);
      geometricAdstock(
        money.map((value) => value / 3),
        0,
        truth.alpha,
        8,
        true,
        stock,
        new Float64Array(periods),
      );
      const factor = Math.max(0.1, 1 + truth.spread * random.normal());
      for (let t = 0; t < periods; t++) {
        spend[g * periods + t] = population[g]! * money[t]!;
        unit[g * periods + t] = population[g]! * factor * saturate('hill', stock[t]!, truth.half, 1, 1);
      }
    }
    const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
    const coefficient = (truth.roi * total(spend)) / total(unit);
    contributions[id] = unit.map((value) => coefficient * value);
    contributions[id].forEach((value, row) => {
      kpi[row]! += value;
    });
    return { id, spend, media: spend, mediaIsSpend: true };
  });
  const panel: Panel = {
    grain: 'weekly',
    dateMarks: 'start',
    periods: weeks(periods),
    groups: names,
    population,
    inLikelihood: new Uint8Array(size).fill(1),
    kpis: [{ id: 'sales', values: kpi, valuePerUnit: null }],
    channels: series,
    organic: [],
    treatments: [],
    controls: [{ id: 'weather', values: control }],
    holidays: [],
  };
  return { panel, contributions };
}
