import type { PanelExpectations } from './check-context.js';
import { checkPanel } from './check-panel.js';
import type { DataColumns } from './data-columns.js';
import type { Reading } from './fault.js';
import type { Panel } from './panel.js';
import { shapePanel } from './shape-panel.js';
import type { Table } from './table.js';

const SEVERITIES = ['error', 'review', 'note'];

/**
 * A table as a checked panel: shape and checks together, so that one reading tells every fault. The value is null
 * when there is an error; reviews and notes stand beside a usable panel, the gravest first.
 */
export function readPanel(table: Table, columns: DataColumns, expectations: PanelExpectations): Reading<Panel> {
  const { panel, source, faults } = shapePanel(table, columns);
  const found = panel === null || source === null ? [] : checkPanel(panel, source, expectations);
  const all = [...faults, ...found].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return { value: all.some(({ severity }) => severity === 'error') ? null : panel, faults: all };
}
