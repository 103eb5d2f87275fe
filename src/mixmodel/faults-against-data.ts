import { fault, formatDay, type Fault, type Panel, type Place } from '../data/index.js';
import { compileTarget } from './density.js';
import { experimentRows } from './experiment-media.js';
import type { ModelSpec } from './model-spec.js';
import { scalesOf } from './scales.js';
import { searchStarts } from './search-starts.js';

/** Points at which the density is tried: as many as mode searches start from. */
const tries = 16;

/**
 * What only shows when a model meets its data, before anything is fitted: tests of which the data hold no period, and
 * numbers so large or small that no parameters have a finite density (of one group).
 */
export function faultsAgainstData(spec: ModelSpec, panel: Panel, placeOf: (path: string) => Place): Fault[] {
  const faults = spec.experiments.flatMap((test, index) => {
    const rows = experimentRows(test, panel);
    if (rows.to > rows.from) return [];
    const params = { from: formatDay(panel.periods[0]!.start), to: formatDay(panel.periods.at(-1)!.end) };
    return [fault('experiment-outside-data', 'error', placeOf(`experiments.${index}.start`), test.start, params)];
  });
  if (panel.groups.length > 1) faults.push(...notInGroups(spec, placeOf));
  // Compiling the density of many groups takes longer than a check may.
  if (faults.length > 0 || panel.groups.length > 1) return faults;
  const scales = scalesOf(spec, panel);
  return spec.kpis.flatMap(({ id }, index) => {
    const compiled = compileTarget(spec, panel, scales, id);
    const { target } = compiled;
    const gradient = new Float64Array(target.dimension);
    const isFinite = searchStarts(compiled, tries, spec.fit.seed).some((start) =>
      Number.isFinite(target.logDensityAndGradient(start, gradient)),
    );
    return isFinite ? [] : [fault('no-finite-density', 'error', placeOf(`kpis.${index}`), id, { kpi: id })];
  });
}

/** Reach and frequency and priors on the marginal return are fitted to national data only. */
function notInGroups(spec: ModelSpec, placeOf: (path: string) => Place): Fault[] {
  const say = (path: string, id: string): Fault => fault('not-in-groups', 'error', placeOf(path), id, { id });
  return [
    ...spec.channels.flatMap((medium, index) => [
      ...(medium.reachColumns === undefined ? [] : [say(`channels.${index}.reach`, medium.id)]),
      ...(Object.values(medium.effect).some(({ on }) => on === 'marginal_roi')
        ? [say(`channels.${index}.effect`, medium.id)]
        : []),
    ]),
    ...spec.organic.flatMap((medium, index) =>
      medium.reachColumns === undefined ? [] : [say(`organic.${index}.reach`, medium.id)],
    ),
  ];
}
