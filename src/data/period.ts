/** Days since 1970-01-01, a calendar date without time or zone. */
export type Day = number;

export type Grain = 'daily' | 'weekly' | 'monthly' | 'quarterly';

/** One row of the calendar of a data set or plan; `end` is inclusive. */
export interface Period {
  /** As in the data (`YYYY-MM-DD`): the period's start, or its end where the file says `date_marks: end`. */
  readonly label: string;
  readonly start: Day;
  readonly end: Day;
}
