/** Charts as plain data and the options that draw them; free of Node, so that the page can use them too. */
export { drawChart, type Chart } from './chart.js';
export type { IntervalMark, IntervalRow } from './dot-intervals.js';
export { widths, type Drawing } from './drawing.js';
export { channelColour, hueCount, palette } from './palette.js';
export type { TimeLinesInput } from './time-lines.js';
export { valueFormatter, type ValueFormat } from './value-format.js';
