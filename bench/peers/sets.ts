import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** Where the public data stand; nothing here works without that folder. */
export const dataFolder = fileURLToPath(new URL('../../../shared/data', import.meta.url));

export const setNames = ['small', 'growing', 'medium', 'large', 'pymc_mmm_example', 'meridian_national'] as const;
export type SetName = (typeof setNames)[number];

/** One data set, rows sorted by group, then period; every array `(groups × periods)`, row-major. */
export interface PeerSet {
  readonly name: SetName;
  readonly file: string;
  readonly date: string;
  /** Column of the region, null for national data. */
  readonly region: string | null;
  readonly kpi: string;
  /** Column of the value of one KPI unit, null where the KPI is money. */
  readonly value: string | null;
  readonly channels: readonly { readonly column: string; readonly spend: string }[];
  readonly organic: readonly string[];
  readonly treatments: readonly string[];
  readonly controls: readonly string[];
  readonly groups: readonly string[];
  readonly periods: number;
  readonly actual: Float64Array;
  /** Per channel. */
  readonly spending: readonly Float64Array[];
  /** True contribution per channel in KPI units, null where nobody knows it. */
  readonly truth: readonly Float64Array[] | null;
}

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): Row[] {
  return parse(readFileSync(join(dataFolder, file)), { columns: true, skip_empty_lines: true });
}

function series(rows: readonly Row[], column: string): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = Number(row[column]);
    if (row[column] === undefined || !Number.isFinite(value)) throw new RangeError(`no number in column ${column}`);
    return value;
  });
}

/** By code point, as the other programs sort. */
function ordered(rows: Row[], region: string | null, date: string): Row[] {
  if (region === null) return rows;
  const key = (row: Row): string => `${row[region]}\u0000${row[date]}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function readPeerSet(name: SetName): PeerSet {
  const form = columnsOf(name);
  const rows = ordered(rowsOf(form.file), form.region, form.date);
  const { region } = form;
  const groups = region === null ? ['all'] : [...new Set(rows.map((row) => row[region]!))];
  const channels = form.channels ?? spendColumns(rows[0]!);
  const controls = form.controls ?? Object.keys(rows[0]!).filter((column) => /^c\d+$/.test(column));
  return {
    ...form,
    name,
    channels,
    controls,
    groups,
    periods: rows.length / groups.length,
    actual: series(rows, form.kpi),
    spending: channels.map(({ spend }) => series(rows, spend)),
    truth: form.region === null ? null : trueContributions(name, channels, form.region, form.date),
  };
}

function trueContributions(
  name: SetName,
  channels: PeerSet['channels'],
  region: string,
  date: string,
): readonly Float64Array[] {
  const rows = ordered(rowsOf(`recovery/${name}_business_20250715.truth_contributions.csv`), region, date);
  return channels.map(({ column }) => series(rows, `contribution_${column}`));
}

function spendColumns(row: Row): PeerSet['channels'] {
  return Object.keys(row)
    .filter((column) => /^x\d+_/.test(column))
    .map((column) => ({ column, spend: column }));
}

type Columns = Pick<PeerSet, 'file' | 'date' | 'region' | 'kpi' | 'value' | 'organic' | 'treatments'> & {
  readonly channels?: PeerSet['channels'];
  readonly controls?: readonly string[];
};

function columnsOf(name: SetName): Columns {
  const plain = { value: null, organic: [], treatments: [] };
  switch (name) {
    case 'pymc_mmm_example':
      return {
        ...plain,
        file: 'pymc_mmm_example.csv',
        date: 'date_week',
        region: null,
        kpi: 'y',
        channels: ['x1', 'x2'].map((column) => ({ column, spend: column })),
        controls: ['event_1', 'event_2', 't'],
      };
    case 'meridian_national':
      return {
        file: 'meridian/national_all_channels.csv',
        date: 'time',
        region: null,
        kpi: 'conversions',
        value: 'revenue_per_conversion',
        channels: [0, 1, 2, 3, 4].map((c) => ({ column: `Channel${c}_impression`, spend: `Channel${c}_spend` })),
        organic: ['Organic_channel0_impression'],
        treatments: ['Promo'],
        controls: ['competitor_sales_control', 'sentiment_score_control'],
      };
    default:
      return { ...plain, file: `recovery/${name}_business_20250715.csv`, date: 'date', region: 'geo', kpi: 'y' };
  }
}
