import { checkFrequency } from './check-frequency.js';
import { checkLevels } from './check-levels.js';
import { checkMoney } from './check-money.js';
import { checkPairs } from './check-pairs.js';
import { figure, type Check, type PanelExpectations, type Watched } from './check-context.js';
import type { Fault } from './fault.js';
import { foldGroups, withinGroups } from './fold-groups.js';
import { groupPanel } from './group-panel.js';
import type { Panel } from './panel.js';
import { fault, listFew } from './place.js';
import type { PanelSource } from './shape-panel.js';

function watchedSeries(panel: Panel): Watched[] {
  return [
    ...panel.kpis.map(({ id, values }): Watched => ({ id, part: 'kpi', values })),
    ...panel.channels.flatMap(({ id, spend, media, frequency, mediaIsSpend }): Watched[] => [
      { id, part: 'spend', values: spend },
      ...(mediaIsSpend ? [] : [{ id, part: frequency === undefined ? 'media' : 'reach', values: media } as const]),
    ]),
    ...panel.organic.map(({ id, values, frequency }): Watched => ({
      id,
      part: frequency === undefined ? 'organic' : 'reach',
      values,
    })),
    ...panel.treatments.map(({ id, values }): Watched => ({ id, part: 'treatment', values })),
    ...panel.controls.map(({ id, values }): Watched => ({ id, part: 'control', values })),
  ];
}

function reporter(panel: Panel, source: PanelSource): Check['report'] {
  return (code, severity, { id, part }, periods, found, params = {}) => {
    const header = source.columns.find((column) => column.id === id && column.part === part)?.header ?? id;
    const lines = periods.map((period) => source.lines[period] ?? 0);
    const [line] = lines;
    const [first] = periods;
    return fault(
      code,
      severity,
      {
        file: source.file,
        header,
        ...(line === undefined ? {} : { line, column: source.headers.indexOf(header) + 1 }),
      },
      typeof found === 'number' ? String(figure(found)) : found,
      {
        id,
        part,
        header,
        count: periods.length,
        lines: listFew(lines),
        period: first === undefined ? '' : (panel.periods[first]?.label ?? ''),
        ...Object.fromEntries(
          Object.entries(params).map(([key, value]) => [key, typeof value === 'number' ? figure(value) : value]),
        ),
      },
    );
  };
}

/** All checks on a shaped panel, at once; cells that could not be read (NaN) have their fault already and are skipped. */
export function checkPanel(panel: Panel, source: PanelSource, expectations: PanelExpectations): Fault[] {
  if (panel.groups.length === 1) {
    const check = checkOf(panel, source, expectations);
    return [...checkLevels(check), ...checkMoney(check), ...checkFrequency(check), ...checkPairs(check)];
  }
  const byGroup = panel.groups.map((_, group) => {
    const check = checkOf(groupPanel(panel, group), sourceOf(source, panel, group), expectations);
    return [...checkLevels(check), ...checkMoney(check), ...checkFrequency(check)];
  });
  return [...foldGroups(panel.groups, byGroup), ...checkPairs(checkOf(withinGroups(panel), source, expectations))];
}

function checkOf(panel: Panel, source: PanelSource, expectations: PanelExpectations): Check {
  return { panel, expectations, watched: watchedSeries(panel), report: reporter(panel, source) };
}

/** Where the numbers of one group stand. */
function sourceOf(source: PanelSource, panel: Panel, group: number): PanelSource {
  const periods = panel.periods.length;
  return { ...source, lines: source.lines.subarray(group * periods, (group + 1) * periods) };
}
