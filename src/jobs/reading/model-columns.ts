import type { DataColumns, PanelExpectations } from '../../data/index.js';
import { hasDemandControl, type Future, type ModelSpec } from '../../mixmodel/index.js';

/** What a model file wants of its table, in the words of the data room. */
export function columnsOf(spec: ModelSpec): DataColumns {
  return {
    date: spec.data.date,
    dateMarks: spec.data.dateMarks,
    region: spec.data.region,
    audience: spec.data.audience,
    population: spec.data.population,
    kpis: spec.kpis.map(({ id, column, valuePerUnit }) => ({ id, column, valuePerUnit })),
    channels: spec.channels.map(({ id, spendColumn, mediaColumn, reachColumns }) => ({
      id,
      spend: spendColumn,
      media: mediaColumn,
      ...(reachColumns === undefined ? {} : { reach: reachColumns }),
    })),
    organic: spec.organic.map(({ id, mediaColumn, reachColumns }) => ({
      id,
      media: mediaColumn,
      ...(reachColumns === undefined ? {} : { reach: reachColumns }),
    })),
    treatments: spec.treatments.map(({ id, column }) => ({ id, column })),
    controls: spec.controls.map(({ id, column }) => ({ id, column })),
    extras: extraColumns(spec),
    mask: spec.data.mask,
    holidays: spec.baseline.holidays,
  };
}

/** Columns named by counterfactuals of experiments and by stated futures, each once. */
function extraColumns(spec: ModelSpec): string[] {
  const futures: Future[] = [
    ...spec.organic.map(({ future }) => future),
    ...spec.treatments.map(({ future }) => future),
    ...spec.controls.map(({ future }) => future),
    ...spec.kpis.flatMap(({ valuePerUnit }) =>
      valuePerUnit !== null && 'column' in valuePerUnit ? [valuePerUnit.future] : [],
    ),
  ];
  const named = [
    ...futures.flatMap((future) => (future.kind === 'column' ? [future.column] : [])),
    ...spec.experiments.flatMap(({ counterfactual }) => ('column' in counterfactual ? [counterfactual.column] : [])),
  ];
  return [...new Set(named)];
}

export function expectationsOf(spec: ModelSpec): PanelExpectations {
  return {
    kpiKinds: Object.fromEntries(spec.kpis.map(({ id, kind }) => [id, kind])),
    demandDriven: spec.channels.filter(({ demandDriven }) => demandDriven).map(({ id }) => id),
    hasDemandControl: hasDemandControl(spec),
    historyBefore: spec.data.historyBefore,
  };
}
