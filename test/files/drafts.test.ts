import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guessColumns, readTable, type TableGuess } from '../../src/data/index.js';
import { draftModel, draftScenario, readModelFile } from '../../src/files/index.js';
import { languages } from '../../src/language/index.js';
import { codes, readSample, samplePanel, sampleSpec } from './samples.js';

function guessOf(file: string, content: Uint8Array | string): TableGuess {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { value } = readTable(file, bytes);
  return guessColumns(value!);
}

/** Weeks or months of a table with the headers given; every column but the first varies. */
function tableText(headers: string, dates: readonly string[]): string {
  const columns = headers.split(',').length - 1;
  const rows = dates.map((date, row) =>
    [date, ...Array.from({ length: columns }, (_, c) => 100 * (c + 1) + ((row * (c + 3)) % 17))].join(','),
  );
  return [headers, ...rows].join('\n');
}

const months = Array.from(
  { length: 36 },
  (_, month) => `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
);
const weeks = Array.from({ length: 60 }, (_, week) =>
  new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10),
);

describe('draftModel', () => {
  it('writes a file that the reader takes, with the schema on top and a reason beside each guess', () => {
    const text = draftModel(guessOf('shop.csv', tableText('week,revenue,tv_spend,search_spend,price', weeks)), {
      file: 'shop.csv',
      schemaPath: '../model.schema.json',
    }).value!;
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../model.schema.json');
    const { value, faults } = readModelFile(text, 'model.yaml');
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ id: 'shop', data: { file: 'shop.csv', date: 'week' } });
    expect(value?.channels.map(({ id }) => id)).toEqual(['tv', 'search']);
    expect(text).toMatch(/spend: tv_spend # .*"spend"/);
  });

  it('writes Chinese for a Chinese table', () => {
    const text = draftModel(guessOf('销售.csv', tableText('周,销售额,电视花费,搜索花费', weeks)), {
      file: '销售.csv',
    }).value!;
    const { value, faults } = readModelFile(text, 'model.yaml');
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ id: 'my-model', currency: 'CNY', baseline: { holidays: { country: 'CN' } } });
    expect(text).toContain('草拟');
  });

  it('counts months where the table does', () => {
    const { value } = readModelFile(
      draftModel(guessOf('m.csv', tableText('month,revenue,tv_spend', months)), { file: 'm.csv' }).value!,
      'model.yaml',
    );
    expect(value).toMatchObject({ holdout: { periods: 3 }, baseline: { trend: { every: 6 } } });
    expect(value?.channels[0]?.adstock).toMatchObject({ periods: 3 });
  });

  it('cannot be led astray by names', () => {
    const headers = 'week,revenue,"tv: {spend} # x",yes_spend,"search ""spend"" [a]"';
    const { value, faults } = readTable('odd.csv', new TextEncoder().encode(tableText(headers, weeks)));
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    const text = draftModel(guessColumns(value!), { file: 'a: b\n#.csv' }).value!;
    const read = readModelFile(text, 'model.yaml');
    expect(read.faults).toEqual([]);
    expect(read.value?.data.file).toBe('a: b\n#.csv');
  });

  it('says what it did not find', () => {
    expect(codes(draftModel(guessOf('n.csv', 'a,b\nx,y\nz,w\n'), { file: 'n.csv' }).faults)).toEqual([
      'draft-no-date',
      'draft-no-kpi',
      'draft-no-channel',
    ]);
  });
});

describe('draftScenario', () => {
  const spec = sampleSpec();
  const panel = samplePanel(spec);

  it.each(
    languages.flatMap((language) =>
      (['reference', 'forecast', 'maximise'] as const).map((kind) => ({ language, kind })),
    ),
  )('writes a $kind scenario in $language that the reader takes', async ({ language, kind }) => {
    const text = draftScenario(spec, panel, { kind, language });
    const { value, faults } = await readSample(text, {
      model: () => Promise.resolve({ spec, grain: 'weekly', panel }),
    });
    expect(faults).toEqual([]);
    // The data end on 2024-12-29.
    expect(value).toMatchObject({
      objective: { kind, kpi: 'sales' },
      window: { start: '2024-12-30', end: '2025-03-30' },
      reference: { kind: 'last_year' },
      report: { language },
    });
    expect(value?.lines.map(({ channel, amount }) => [channel, amount])).toEqual([
      ['tv', 1300],
      ['search', 2600],
      ['video', 3900],
    ]);
    expect(value?.budget.total).toBe(kind === 'reference' ? null : 7800);
  });

  it('refers to the last periods where the data do not reach back a year', async () => {
    const short = { ...panel, periods: panel.periods.slice(0, 30) };
    const { value } = await readSample(draftScenario(spec, short, { kind: 'forecast', language: 'en' }));
    expect(value?.reference).toEqual({ kind: 'last_n_periods', periods: 13 });
  });
});

const shared = new URL('../../../shared/data/', import.meta.url);

describe.skipIf(!existsSync(shared))('drafts of public data', () => {
  it.each([
    'robyn_weekly.csv',
    'pymc_mmm_example.csv',
    'meridian/national_all_channels.csv',
    'meridian/national_media_rf.csv',
    'recovery/small_business_20250715.csv',
  ])('%s', (name) => {
    const guess = guessOf(name, readFileSync(new URL(name, shared)));
    for (const language of languages) {
      const text = draftModel(guess, { file: name, language }).value!;
      const { value, faults } = readModelFile(text, 'model.yaml');
      expect(faults).toEqual([]);
      expect(value).not.toBeNull();
    }
  });
});
