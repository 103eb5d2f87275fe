import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/jobs/index.js';
import { markSources } from '../../src/web/marked-source.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fault = (line: number, column: number, found: string): Fault => ({
  code: 'unknown-key',
  severity: 'error',
  where: { file: 'a.yaml', line, column },
  found,
  params: {},
});
const mark = (text: string, ...faults: Fault[]) => markSources(faults, new Map([['a.yaml', bytes(text)]]))[0];

describe('the marked text', () => {
  it('marks what was found, at its place', () => {
    const source = mark('id: a\nbudgt: 1\n', fault(2, 1, 'budgt'));
    expect(source?.lines[1]).toEqual({
      number: 2,
      gap: false,
      faulty: true,
      before: '',
      marked: 'budgt',
      after: ': 1',
    });
    expect(source?.lines[0]?.faulty).toBe(false);
  });

  it('marks the word at the place where the text reads otherwise', () => {
    const source = mark('total: 4_000\n', fault(1, 8, '4000'));
    expect(source?.lines[0]).toMatchObject({ before: 'total: ', marked: '4_000', after: '' });
  });

  it('counts lines of either ending, and survives a place beyond the text', () => {
    expect(mark('a\r\nb\rc\nd', fault(4, 1, 'd'))?.lines[3]).toMatchObject({ marked: 'd' });
    expect(mark('a', fault(1, 99, ''))?.lines[0]).toMatchObject({ before: 'a', marked: ' ' });
    expect(mark('a', fault(7, 1, ''))?.lines).toHaveLength(1);
  });

  it('shows a long text around its faults only', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `line ${index + 1}`).join('\n');
    const numbers = mark(long, fault(10, 1, 'line'), fault(4000, 1, 'line'))?.lines.map((line) => line.number);
    expect(numbers).toEqual([8, 9, 10, 11, 12, 3998, 3999, 4000, 4001, 4002]);
    expect(mark(long, fault(4000, 1, 'line'))?.lines[0]?.gap).toBe(true);
  });

  it('shows a long line around its fault only', () => {
    const line = mark(`${'['.repeat(100_000)}x`, fault(1, 50_000, '['))?.lines[0];
    expect(line?.before.length).toBeLessThan(200);
    expect(line?.after.length).toBeLessThanOrEqual(300);
  });

  it('shows control characters as pictures, and no packed file', () => {
    expect(mark('a\u0000b', fault(1, 2, ''))?.lines[0]).toMatchObject({ before: 'a', marked: '␀b' });
    expect(mark('PK\u0003\u0004', fault(1, 1, ''))).toBeUndefined();
  });
});
