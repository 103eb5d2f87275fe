import { periodsPerYear, type Panel } from '../data/index.js';

/** Periods after the data, or after a test, in which carried-over effect is counted at most: a year of weeks or days. */
export function longestRunOut({ grain }: Pick<Panel, 'grain'>): number {
  return grain === 'daily' ? periodsPerYear.daily : periodsPerYear.weekly;
}
