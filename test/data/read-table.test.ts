import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readTable, readTableAsync, tableLimits, type Table } from '../../src/data/index.js';
import { bytes, codes, expectSentences } from './helpers.js';

function read(text: string): Table {
  const { value, faults } = readTable('t.csv', bytes(text));
  expect(faults).toEqual([]);
  return value!;
}

describe('text tables', () => {
  it.each([
    ['comma', 'week,sales\n2024-01-01,5\n2024-01-08,6\n', ','],
    ['semicolon with decimal commas', 'week;sales\n2024-01-01;5,5\n2024-01-08;6,5\n', ';'],
    ['tab', 'week\tsales\n2024-01-01\t1,234\n2024-01-08\t6\n', '\t'],
    ['bar', 'week|sales\n2024-01-01|5\n2024-01-08|6\n', '|'],
    ['Windows line ends', 'week,sales\r\n2024-01-01,5\r\n2024-01-08,6\r\n', ','],
    ['a byte-order mark', '\ufeffweek,sales\n2024-01-01,5\n2024-01-08,6', ','],
  ])('with %s', (_, text, delimiter) => {
    const table = read(text);
    expect(table.headers).toEqual(['week', 'sales']);
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows).toHaveLength(2);
    expect(table.lines).toEqual([2, 3]);
  });

  it('keep line numbers across blank lines and quoted breaks', () => {
    const table = read('a,b\n\n1,"x\ny"\n\n2,z\n,\n3,w\n');
    expect(table.rows.map((row) => row[0])).toEqual(['1', '2', '3']);
    expect(table.lines).toEqual([3, 6, 8]);
  });

  it('drop nameless columns at the right edge when nothing stands in them', () => {
    expect(read('a,b,,\n1,2,,\n').headers).toEqual(['a', 'b']);
  });

  it('in UTF-16 and GB18030 read as well, and say so', () => {
    const utf16 = Buffer.from('\ufeff周,销售额\n2024-01-01,5\n', 'utf16le');
    const table = readTable('t.csv', utf16);
    expect(table.value!.headers).toEqual(['周', '销售额']);
    expect(codes(table.faults)).toEqual(['table-encoding']);
    // 周,销售额 in GB18030
    const gb = new Uint8Array([0xd6, 0xdc, 0x2c, 0xcf, 0xfa, 0xca, 0xdb, 0xb6, 0xee, 0x0a, 0x31, 0x2c, 0x32, 0x0a]);
    expect(readTable('t.csv', gb).value!.headers).toEqual(['周', '销售额']);
    const western = new Uint8Array([
      ...Buffer.from('Woche,K', 'latin1'),
      0xe4,
      ...Buffer.from('ufer\n1,2\n', 'latin1'),
    ]);
    expect(readTable('t.csv', western).value!.headers).toEqual(['Woche', 'Käufer']);
  });

  it('tell every fault of their shape at once', () => {
    const { value, faults } = readTable('t.csv', bytes('a,b,a\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n'));
    expect(codes(faults)).toEqual(['table-duplicate-header', 'table-short-rows', 'table-long-rows']);
    expect(faults.map(({ where }) => where.line)).toEqual([1, 3, 4]);
    expect(value!.rows).toHaveLength(4);
    expectSentences(faults);
  });
});

/** Milliseconds of processor time: what other processes do to the clock is no fault of the reader. */
function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

describe('files nobody should send', () => {
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(0), 'table-empty'],
    ['blanks', bytes(' \n\n ,,\n'), 'table-empty'],
    ['a header alone', bytes('a,b\n'), 'table-no-rows'],
    ['a NUL byte', bytes('a,b\n1,\0\n'), 'table-nul-byte'],
    ['random bytes', Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251), 'table-nul-byte'],
    ['an open quotation', bytes('a,b\n"1,2\n3,4\n'), 'table-malformed'],
    ['an old spreadsheet', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'table-old-spreadsheet'],
    ['501 columns', bytes(`${'a,'.repeat(500)}b\n${'1,'.repeat(500)}1\n`), 'table-too-many-columns'],
    ['2.1 million cells', bytes(`a,b,c\n${'1,2,3\n'.repeat(700_000)}`), 'table-too-many-cells'],
    ['51 MB', new Uint8Array(tableLimits.fileBytes + 1), 'table-too-large'],
    ['5 MB of brackets', bytes('['.repeat(5_000_000)), 'table-malformed'],
    ['5 MB of delimiters', bytes(','.repeat(5_000_000)), 'table-too-many-columns'],
    ['5 MB of quotation marks', bytes('"'.repeat(5_000_001)), 'table-malformed'],
    ['a torn zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'workbook-malformed'],
    ['a zip that is no workbook', zipSync({ 'a.txt': bytes('hello') }), 'workbook-malformed'],
  ];
  it.each(cases)('%s', async (_, file, code) => {
    const started = process.cpuUsage();
    const { value, faults } = await readTableAsync('t.csv', file);
    expect(value).toBeNull();
    expect(codes(faults)).toEqual([code]);
    expectSentences(faults);
    expect(processorTime(started)).toBeLessThan(4000);
  });
});

const SHEET = (cells: string): Uint8Array =>
  bytes(`<?xml version="1.0"?><worksheet xmlns="x"><sheetData>${cells}</sheetData></worksheet>`);

function workbook(sheet: Uint8Array): Record<string, Uint8Array> {
  return {
    'xl/workbook.xml': bytes(
      '<workbook xmlns:r="r"><sheets><sheet name="data" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': bytes(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': sheet,
  };
}

describe('workbooks', () => {
  it('give typed numbers and calendar dates, from the first sheet with a table', async () => {
    const rows = [
      [{ value: '周' }, { value: '销售额' }],
      [{ value: new Date(Date.UTC(2024, 0, 5)), type: Date, format: 'yyyy-mm-dd' }, { value: 1.234 }],
      [{ value: new Date(Date.UTC(2024, 0, 12)), type: Date, format: 'yyyy-mm-dd' }, { value: 2 }],
    ];
    const buffer = await writeExcelFile([
      { data: [[{ value: 'note' }]], sheet: 'Cover' },
      { data: rows, sheet: '数据' },
    ]).toBuffer();
    for (const sheet of [null, '数据']) {
      const { value, faults } = await readTableAsync('t.xlsx', new Uint8Array(buffer), sheet);
      expect(faults).toEqual([]);
      expect(value!.headers).toEqual(['周', '销售额']);
      expect(value!.rows).toEqual([
        [{ day: 19_727 }, 1.234],
        [{ day: 19_734 }, 2],
      ]);
      expect(value!.lines).toEqual([2, 3]);
    }
    const missing = await readTableAsync('t.xlsx', new Uint8Array(buffer), 'nowhere');
    expect(codes(missing.faults)).toEqual(['workbook-no-sheet']);
    expectSentences(missing.faults);
  });

  it('that state more than 100 MB are refused before anything is unpacked', async () => {
    const bomb = zipSync(workbook(new Uint8Array(101 * 1024 * 1024)), { level: 9 });
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    const started = performance.now();
    const { faults } = await readTableAsync('t.xlsx', bomb);
    expect(codes(faults)).toEqual(['workbook-too-large']);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('that unpack to more than they state are refused', async () => {
    const bomb = zipSync(workbook(new Uint8Array(8 * 1024 * 1024)), { level: 9 });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at < bomb.length - 46; at += 1) {
      const signature = view.getUint32(at, true);
      if (signature === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000) view.setUint32(at + 24, 100, true);
    }
    expect(codes((await readTableAsync('t.xlsx', bomb)).faults)).toEqual(['workbook-too-large']);
  });

  it.each([
    ['a row number beyond any sheet', '<row r="999999999"><c r="A999999999"><v>1</v></c></row>', 'workbook-malformed'],
    ['a row number that is none', '<row r="1e9"><c r="A1"><v>1</v></c></row>', 'workbook-malformed'],
    ['a column beyond any sheet', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', 'workbook-malformed'],
    ['an address in disguise', '<row r="&#57;99999999"><c r="A1"><v>1</v></c></row>', 'workbook-malformed'],
    [
      'two cells at the far corner',
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>1</v></c></row>',
      'table-too-many-cells',
    ],
    ['one cell far to the right', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'table-too-many-columns'],
    ['an entity', '<!DOCTYPE x [<!ENTITY a "b">]><row r="1"><c r="A1"><v>1</v></c></row>', 'workbook-malformed'],
  ])('with %s are refused', async (_, cells, code) => {
    const { faults } = await readTableAsync('t.xlsx', zipSync(workbook(SHEET(cells))));
    expect(codes(faults)).toEqual([code]);
  });
});

describe('speed', () => {
  it('a large text table reads in seconds', () => {
    // 1.9 million cells in 20 MB.
    const line = `2024-01-01,${'12345.678,'.repeat(18)}1\n`;
    const text = `h,${Array.from({ length: 19 }, (_, column) => `c${column}`).join(',')}\n${line.repeat(95_000)}`;
    const started = performance.now();
    const { value } = readTable('t.csv', bytes(text));
    expect(value!.rows).toHaveLength(95_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
