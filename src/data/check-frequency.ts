import type { Check } from './check-context.js';
import { periodsWhere } from './check-levels.js';
import type { Fault } from './fault.js';

/** Rounding that a frequency just under 1 may have. */
const rounding = 1e-6;

/** Checks of the media that have reach and frequency: a frequency is never negative, nor below 1 where it counts. */
export function checkFrequency({ panel, report }: Check): Fault[] {
  const media = [
    ...panel.channels.map(({ id, media: reach, frequency }) => ({ id, reach, frequency })),
    ...panel.organic.map(({ id, values: reach, frequency }) => ({ id, reach, frequency })),
  ];
  return media.flatMap(({ id, reach, frequency }) => {
    if (frequency === undefined) return [];
    const series = { id, part: 'frequency' } as const;
    const negative = periodsWhere(frequency, (value) => value < 0);
    if (negative[0] !== undefined) {
      return [report('frequency-negative', 'error', series, negative, frequency[negative[0]] ?? NaN)];
    }
    const low = periodsWhere(frequency, (value, row) => (reach[row] ?? 0) > 0 && value < 1 - rounding);
    if (low[0] === undefined) return [];
    return [report('frequency-below-one', 'review', series, low, frequency[low[0]] ?? NaN)];
  });
}
