import { execFileSync } from 'node:child_process';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readSourceTable } from '../../src/jobs/reading/read-source-table.js';
import { WorkerPool } from '../../src/jobs/workers/pool.js';

const pool = new WorkerPool(1);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(() => {
  execFileSync(process.execPath, ['.config/build.mjs', '--if-stale'], { stdio: 'inherit' });
});
afterAll(() => pool.close());

describe('a table of a source', () => {
  it('is read here when it is a short text', async () => {
    const { value } = await readSourceTable({ name: 'a.csv', bytes: bytes('week,sales\n2024-01-01,3\n') }, null, pool);
    expect(value?.headers).toEqual(['week', 'sales']);
  });

  it('is read on a thread when it is long', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `2024-01-01,${i}`);
    const { value } = await readSourceTable(
      { name: 'a.csv', bytes: bytes(`week,sales\n${rows.join('\n')}\n`) },
      null,
      pool,
    );
    expect(value?.rows).toHaveLength(30_000);
  });

  it('is read on a thread when it is a spreadsheet', async () => {
    const sheet = [
      ['week', 'sales'].map((value) => ({ value })),
      [{ value: '2024-01-01' }, { type: Number, value: 3 }],
    ];
    const workbook = await writeXlsxFile(sheet).toBuffer();
    const { value, faults } = await readSourceTable({ name: 'a.xlsx', bytes: new Uint8Array(workbook) }, null, pool);
    expect(faults).toEqual([]);
    expect(value?.rows[0]?.[1]).toBe(3);
  });

  it('that unpacks to far more than it weighs is refused, and the next one is read', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(101 * 1024 * 1024) }, { level: 1 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const { value, faults } = await readSourceTable({ name: 'bomb.xlsx', bytes: bomb }, null, pool);
    expect(value).toBeNull();
    expect(faults.map(({ severity }) => severity)).toEqual(['error']);
    const next = await readSourceTable({ name: 'a.csv', bytes: bytes('a\n1\n') }, null, pool);
    expect(next.value?.headers).toEqual(['a']);
  });
});
