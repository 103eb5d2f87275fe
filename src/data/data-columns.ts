import type { HolidaySettings } from './holidays.js';
import type { DateMarks } from './periods.js';

/** Which column of a table plays which part: what the `data` side of a model file says, and no more. */
export interface DataColumns {
  readonly date: string;
  readonly dateMarks: DateMarks;
  readonly region: string | null;
  readonly audience: string | null;
  readonly population: string | null;
  readonly kpis: readonly KpiColumn[];
  readonly channels: readonly ({
    readonly id: string;
    readonly spend: string;
    readonly media: string | null;
  } & ReachColumns)[];
  readonly organic: readonly ({ readonly id: string; readonly media: string } & ReachColumns)[];
  readonly treatments: readonly { readonly id: string; readonly column: string }[];
  readonly controls: readonly { readonly id: string; readonly column: string }[];
  /** Columns wanted as they are, by name: what an experiment's counterfactual or a stated future reads. */
  readonly extras: readonly string[];
  readonly mask: readonly MaskColumns[];
  readonly holidays: HolidaySettings;
}

/** Columns of a medium that has reach and frequency in place of media. */
export interface ReachColumns {
  readonly reach?: { readonly reach: string; readonly frequency: string };
}

export interface KpiColumn {
  readonly id: string;
  readonly column: string;
  readonly valuePerUnit: { readonly column: string } | { readonly value: number } | null;
}

/** Days (`YYYY-MM-DD`, inclusive) that leave the likelihood, in one group or in all. */
export interface MaskColumns {
  readonly from: string;
  readonly to: string;
  readonly group: string | null;
  readonly why: string;
}

/** A column in use and the part it plays, for faults that must say what it was wanted for. */
export interface WantedColumn {
  readonly id: string;
  readonly header: string;
  readonly part:
    | 'kpi'
    | 'value_per_unit'
    | 'spend'
    | 'media'
    | 'reach'
    | 'frequency'
    | 'organic'
    | 'treatment'
    | 'control'
    | 'extra';
}

/** Every numeric column in use, in the order of the model file; a column in two parts stands twice. */
export function wantedColumns(columns: DataColumns): WantedColumn[] {
  const wanted: WantedColumn[] = [];
  for (const { id, column, valuePerUnit } of columns.kpis) {
    wanted.push({ id, header: column, part: 'kpi' });
    if (valuePerUnit !== null && 'column' in valuePerUnit) {
      wanted.push({ id, header: valuePerUnit.column, part: 'value_per_unit' });
    }
  }
  const addReach = (id: string, { reach }: ReachColumns): void => {
    if (reach === undefined) return;
    wanted.push({ id, header: reach.reach, part: 'reach' }, { id, header: reach.frequency, part: 'frequency' });
  };
  for (const channel of columns.channels) {
    const { id, spend, media } = channel;
    wanted.push({ id, header: spend, part: 'spend' });
    if (media !== null) wanted.push({ id, header: media, part: 'media' });
    addReach(id, channel);
  }
  for (const organic of columns.organic) {
    if (organic.reach === undefined) wanted.push({ id: organic.id, header: organic.media, part: 'organic' });
    addReach(organic.id, organic);
  }
  for (const { id, column } of columns.treatments) wanted.push({ id, header: column, part: 'treatment' });
  for (const { id, column } of columns.controls) wanted.push({ id, header: column, part: 'control' });
  for (const header of columns.extras) wanted.push({ id: header, header, part: 'extra' });
  return wanted;
}
