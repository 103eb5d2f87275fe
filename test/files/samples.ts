import { expect } from 'vitest';
import type { Fault, Panel, Period } from '../../src/data/index.js';
import { makePeriods, parseIsoDay } from '../../src/data/index.js';
import { readModelFile, readScenarioFile, type ScenarioContext, type ScenarioModel } from '../../src/files/index.js';
import { describeFault, languages, translator } from '../../src/language/index.js';
import type { ModelSpec } from '../../src/mixmodel/index.js';

/** A small model: two KPIs, three channels, a promotion and a control. */
export const modelText = `schema: mixplan/model@1
id: shop
data: {file: sales.csv, date: week}
currency: EUR
kpis:
  - {id: sales, column: sales}
  - {id: orders, column: orders, kind: count}
channels:
  - {id: tv, label: Television, spend: tv_spend}
  - {id: search, spend: search_spend, demand_driven: true}
  - {id: video, label: 短视频, spend: video_spend}
treatments:
  - {id: price, column: price}
controls:
  - {id: competitor, column: competitor}
`;

export function sampleSpec(): ModelSpec {
  const { value, faults } = readModelFile(modelText, 'model.yaml');
  expect(faults).toEqual([]);
  expect(value).not.toBeNull();
  return value!;
}

/** Two years of weeks from Monday 2023-01-02, `channel 100·(c + 1)` a week. */
export function samplePanel(spec: ModelSpec): Panel {
  const first = parseIsoDay('2023-01-02')!;
  const periods: Period[] = makePeriods(
    Array.from({ length: 104 }, (_, week) => first + 7 * week),
    'weekly',
    'start',
  );
  const spend = (c: number) => new Float64Array(104).fill(100 * (c + 1));
  return {
    grain: 'weekly',
    dateMarks: 'start',
    periods,
    groups: ['all'],
    inLikelihood: new Uint8Array(104).fill(1),
    kpis: [],
    channels: spec.channels.map(({ id }, c) => ({ id, spend: spend(c), media: spend(c), mediaIsSpend: true })),
    organic: [],
    treatments: [],
    controls: [],
    holidays: [],
  };
}

export function sampleContext(changes: Partial<ScenarioContext> = {}): ScenarioContext {
  const model: ScenarioModel = { spec: sampleSpec(), grain: 'weekly' };
  return {
    model: (id) => Promise.resolve(id === null || id === 'shop' ? model : null),
    knownModels: ['shop'],
    parent: () => Promise.resolve(null),
    lineTable: () => Promise.resolve({ value: null, faults: [] }),
    ...changes,
  };
}

export function readSample(text: string, changes: Partial<ScenarioContext> = {}) {
  return readScenarioFile(text, 's.yaml', sampleContext(changes));
}

/** Every fault that a test looks at can be said in both languages. */
function say(faults: readonly Fault[]): void {
  for (const fault of faults) {
    for (const language of languages) {
      const { why, fix } = describeFault(fault, language);
      expect(`${why} ${fix}`).not.toMatch(/^\s*$|[{}]\w+[{}]|undefined/);
      expect(why).not.toBe(translator(language)('fault.unnamed.why', { code: fault.code }));
    }
  }
}

/** `code line:column` of each fault. */
export function placed(faults: readonly Fault[]): string[] {
  say(faults);
  return faults.map(({ code, where }) => `${code} ${where.line ?? '?'}:${where.column ?? '?'}`);
}

export function codes(faults: readonly Fault[]): string[] {
  say(faults);
  return faults.map(({ code }) => code);
}
