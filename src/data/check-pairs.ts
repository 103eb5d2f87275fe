import { thresholds, type Check, type Watched } from './check-context.js';
import type { Fault } from './fault.js';
import { correlation, varianceInflation } from './robust.js';

/** What the regression sees: media (spend where there is none), organic media, treatments, controls. */
function regressors({ panel, watched }: Check): Watched[] {
  const hasMedia = new Set(panel.channels.filter(({ mediaIsSpend }) => !mediaIsSpend).map(({ id }) => id));
  return watched.filter(({ id, part }) => part !== 'kpi' && !(part === 'spend' && hasMedia.has(id)));
}

function counted({ panel }: Check, values: Float64Array): Float64Array {
  return values.filter((_, index) => panel.inLikelihood[index] === 1);
}

/** Checks on what moves together and so cannot be told apart. */
export function checkPairs(check: Check): Fault[] {
  const { panel, report } = check;
  const faults: Fault[] = [];
  const varying = regressors(check)
    .map((series) => ({ series, values: counted(check, series.values) }))
    .filter(({ values }) => values.some((value) => value !== values[0] && !Number.isNaN(value)));

  const paired = new Set<Watched>();
  varying.forEach(({ series, values }, index) => {
    for (const other of varying.slice(0, index)) {
      const r = correlation(values, other.values);
      if (!(Math.abs(r) >= thresholds.correlation)) continue;
      paired.add(series).add(other.series);
      const params = { other: other.series.id, r, threshold: thresholds.correlation };
      faults.push(report('pair-moves-together', 'review', series, [], r, params));
    }
  });
  // With as many series as rows any column is a combination of the others; the short history has its own finding.
  const rows = varying[0]?.values.length ?? 0;
  const inflation = varying.length < rows - 1 ? varianceInflation(varying.map(({ values }) => values)) : [];
  inflation.forEach((vif, index) => {
    const series = varying[index]?.series;
    if (series === undefined || !(vif >= thresholds.varianceInflation) || paired.has(series)) return;
    const params = {
      vif: Number.isFinite(vif) ? Number(vif.toPrecision(3)) : '∞',
      threshold: thresholds.varianceInflation,
    };
    faults.push(report('variance-inflated', 'review', series, [], Number.isFinite(vif) ? vif : '∞', params));
  });

  for (const kpi of panel.kpis) {
    const values = counted(check, kpi.values);
    for (const { series, values: control } of varying) {
      if (series.part !== 'control') continue;
      const r = correlation(values, control);
      if (!(Math.abs(r) >= thresholds.correlation)) continue;
      const params = { kpi: kpi.id, r, threshold: thresholds.correlation };
      faults.push(report('control-follows-kpi', 'review', series, [], r, params));
    }
  }
  return faults;
}
