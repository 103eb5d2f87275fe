/** Charts as plain data and the options that draw them; free of Node, so that the page can use them too. */
export { drawChart, type Chart } from './chart.js';
export type { DivergingBarsInput } from './diverging-bars.js';
export type { DotIntervalsInput, IntervalMark, IntervalRow } from './dot-intervals.js';
export { widths, type Drawing, type DotLook } from './drawing.js';
export { channelColour, hueCount, palette } from './palette.js';
export type { ResponseCurveInput } from './response-curve.js';
export type { StackedAreasInput } from './stacked-areas.js';
export type { TimeBand, TimeLine, TimeLinesInput } from './time-lines.js';
export { valueFormatter, type ValueFormat } from './value-format.js';
