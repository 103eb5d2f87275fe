import { bars, type BarsInput } from './bars.js';
import { divergingBars, type DivergingBarsInput } from './diverging-bars.js';
import { dotIntervals, type DotIntervalsInput } from './dot-intervals.js';
import type { Drawing } from './drawing.js';
import { responseCurve, type ResponseCurveInput } from './response-curve.js';
import { stackedAreas, type StackedAreasInput } from './stacked-areas.js';
import { timeLines, type TimeLinesInput } from './time-lines.js';
import { traces, type TracesInput } from './traces.js';

/** A chart as plain data: the server draws it as SVG, the page draws the same again to make it live. */
export type Chart =
  | { readonly kind: 'bars'; readonly input: BarsInput }
  | { readonly kind: 'diverging-bars'; readonly input: DivergingBarsInput }
  | { readonly kind: 'dot-intervals'; readonly input: DotIntervalsInput }
  | { readonly kind: 'response-curve'; readonly input: ResponseCurveInput }
  | { readonly kind: 'stacked-areas'; readonly input: StackedAreasInput }
  | { readonly kind: 'time-lines'; readonly input: TimeLinesInput }
  | { readonly kind: 'traces'; readonly input: TracesInput };

/** The echarts option of a chart laid out for `width` pixels, and its height. */
export function drawChart(chart: Chart, width: number): Drawing {
  switch (chart.kind) {
    case 'bars':
      return bars(chart.input, width);
    case 'diverging-bars':
      return divergingBars(chart.input, width);
    case 'dot-intervals':
      return dotIntervals(chart.input, width);
    case 'response-curve':
      return responseCurve(chart.input, width);
    case 'stacked-areas':
      return stackedAreas(chart.input, width);
    case 'time-lines':
      return timeLines(chart.input, width);
    case 'traces':
      return traces(chart.input, width);
  }
}
