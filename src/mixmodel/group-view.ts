import { groupPanel } from '../data/index.js';
import type { FittedDraws } from './draw-columns.js';
import { experimentGroups } from './experiment-groups.js';
import type { FittedKpi } from './fitted-model.js';
import type { Scales } from './model-spec.js';
import { kpiUnit, mediaUnit } from './scales.js';

/** Views made, so that asking again for the same group copies nothing. */
const made = new WeakMap<FittedDraws, Map<number, FittedDraws>>();

/**
 * One group of a fitted model as a national model of its own: its rows, its scales in its own units, its coefficients,
 * level and noise under the names of a national model. Everything that can be asked of a national model can be asked
 * of it. A model of one group is its own view.
 */
export function groupView(fitted: FittedDraws, group: number): FittedDraws {
  if (fitted.panel.groups.length === 1) return fitted;
  const views = made.get(fitted) ?? new Map<number, FittedDraws>();
  made.set(fitted, views);
  const view = views.get(group) ?? makeView(fitted, group);
  views.set(group, view);
  return view;
}

function makeView(fitted: FittedDraws, group: number): FittedDraws {
  const { spec, panel, scales } = fitted;
  const name = panel.groups[group];
  if (name === undefined) throw new RangeError(`no group ${group}`);
  return {
    ...fitted,
    spec: {
      ...spec,
      experiments: spec.experiments.filter((test) => experimentGroups(spec.data, test, panel.groups).includes(group)),
    },
    panel: groupPanel(panel, group),
    scales: groupScales(scales, group),
    kpis: fitted.kpis.map((kpi) => groupDraws(kpi, name)),
  };
}

/** Scales of one group: what was per head is of the whole group. */
function groupScales(scales: Scales, group: number): Scales {
  return {
    kpis: Object.fromEntries(
      Object.entries(scales.kpis).map(([id, { center, scale }]) => {
        const unit = kpiUnit(scales, id, group);
        return [id, { center: center * (unit / scale), scale: unit }];
      }),
    ),
    media: Object.fromEntries(Object.keys(scales.media).map((id) => [id, [mediaUnit(scales, id, group)]])),
    regressors: scales.regressors,
    population: null,
  };
}

/** The columns of a national model, filled with the group's own values. ROI is of all groups together and left out. */
function groupDraws(kpi: FittedKpi, group: string): FittedKpi {
  const { columns, draws } = kpi;
  const at = (name: string): number => columns.indexOf(name);
  const own = (name: string): number => at(name.replace(/\]$/, `@${group}]`));
  const level = at(`intercept[${group}]`);
  const kept = columns.flatMap((name) => {
    if (name.startsWith('roi[') || name.startsWith('spread[') || name.startsWith('intercept[')) return [];
    if (name.startsWith('sigma['))
      return name === `sigma[${group}]` ? [{ name: 'sigma', from: at(name), plus: -1 }] : [];
    if (/^(coefficient|control)\[.*@.*\]$/.test(name)) return [];
    const from = /^(coefficient|control)\[/.test(name) ? own(name) : -1;
    return [{ name, from: from >= 0 ? from : at(name), plus: name === 'intercept' ? level : -1 }];
  });
  const rows = draws.length / columns.length;
  const out = new Float64Array(rows * kept.length);
  for (let row = 0; row < rows; row++) {
    kept.forEach(({ from, plus }, column) => {
      const added = plus < 0 ? 0 : draws[row * columns.length + plus]!;
      out[row * kept.length + column] = draws[row * columns.length + from]! + added;
    });
  }
  return { ...kpi, columns: kept.map(({ name }) => name), draws: out };
}
