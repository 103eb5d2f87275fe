import { expect } from 'vitest';
import {
  formatDay,
  parseIsoDay,
  readTable,
  type DataColumns,
  type Day,
  type Fault,
  type PanelExpectations,
  type Table,
} from '../../src/data/index.js';
import { describeFault } from '../../src/language/index.js';

export function day(text: string): Day {
  const parsed = parseIsoDay(text);
  if (parsed === null) throw new Error(`no day: ${text}`);
  return parsed;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A table of CSV text that must have no fault of its own. */
export function table(text: string): Table {
  const reading = readTable('t.csv', bytes(text));
  expect(reading.faults).toEqual([]);
  if (reading.value === null) throw new Error('no table');
  return reading.value;
}

export function codes(faults: readonly Fault[], severity?: Fault['severity']): string[] {
  return faults.filter((fault) => severity === undefined || fault.severity === severity).map(({ code }) => code);
}

/** Every fault has its own sentences in both languages, with every blank filled. */
export function expectSentences(faults: readonly Fault[]): void {
  for (const fault of faults) {
    for (const language of ['en', 'zh-CN'] as const) {
      const { why, fix } = describeFault(fault, language);
      expect(why, fault.code).not.toContain(fault.code);
      expect(why.length, fault.code).toBeGreaterThan(3);
      expect(why + fix, fault.code).not.toMatch(/[{}]|undefined|NaN/);
    }
  }
}

export const noHolidays = { country: null, include: 'default', windows: {} } as const;

export const columns: DataColumns = {
  date: 'week',
  dateMarks: 'start',
  region: null,
  audience: null,
  population: null,
  kpis: [{ id: 'sales', column: 'sales', valuePerUnit: null }],
  channels: [{ id: 'tv', spend: 'tv', media: null }],
  organic: [],
  treatments: [],
  controls: [],
  extras: [],
  mask: [],
  holidays: noHolidays,
};

export const expectations: PanelExpectations = {
  kpiKinds: { sales: 'revenue' },
  demandDriven: [],
  hasDemandControl: false,
  historyBefore: 'zero',
};

/** Weekly CSV from 2023-01-02: the header row, then one row per week with the cells `cell` gives. */
export function weekly(header: string, weeks: number, cell: (week: number) => readonly (string | number)[]): string {
  const rows = Array.from({ length: weeks }, (_, week) =>
    [formatDay(day('2023-01-02') + 7 * week), ...cell(week)].join(','),
  );
  return [`week,${header}`, ...rows].join('\n');
}

/** Wiggles that repeat neither each other nor a straight line; 0–1. */
export function wiggle(week: number, speed: number): number {
  const raw = Math.sin(week * speed * 12.9898 + speed * 78.233) * 43_758.5453;
  return raw - Math.floor(raw);
}
