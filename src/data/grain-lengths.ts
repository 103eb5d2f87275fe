import type { Grain } from './period.js';

/** Periods that make a year; days and weeks in whole weeks, so that weekdays stay. */
export const periodsPerYear: Readonly<Record<Grain, number>> = { daily: 364, weekly: 52, monthly: 12, quarterly: 4 };

/** Periods that make a quarter. */
export const periodsPerQuarter: Readonly<Record<Grain, number>> = { daily: 91, weekly: 13, monthly: 3, quarterly: 1 };
