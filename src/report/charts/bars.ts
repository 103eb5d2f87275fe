import { baseOption, drawnSeries, isNarrow, labelSize, line, quietAxis, type Drawing, type Shape } from './drawing.js';
import { palette } from './palette.js';
import { extent, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/**
 * Bars side by side on a number line, from zero: a histogram, or a figure per lag. A pale band shows where the bars may
 * be expected, a line over them what was believed before.
 */
export interface BarsInput {
  readonly values: readonly number[];
  /** The bars fill the axis evenly between these. */
  readonly from: number;
  readonly to: number;
  /** Part of its place that a bar fills, of 1. */
  readonly fill: number;
  readonly band: { readonly low: number; readonly high: number; readonly middle: number } | null;
  /** A curve on the same axes, dashed. */
  readonly curve: readonly { readonly x: number; readonly y: number }[];
  readonly xFormat: ValueFormat;
  readonly yFormat: ValueFormat;
  /** Whole numbers only on the axis below: lags. */
  readonly wholeX: boolean;
  /** Shared ends of the axis of the bars; null: this chart's own. */
  readonly span: readonly [number, number] | null;
  readonly height?: number;
}

export function bars(input: BarsInput, width: number): Drawing {
  const showX = valueFormatter(input.xFormat);
  const showY = valueFormatter(input.yFormat);
  const { band, curve, from, to } = input;
  const [least, most] = extent([
    ...input.values,
    ...curve.map((point) => point.y),
    ...(band === null ? [] : [band.low, band.high]),
    ...(input.span ?? []),
  ]);
  const small = isNarrow(width);
  const yScale = niceScale(least, most, small ? 3 : 4, true);
  const xScale = niceScale(from, to, small ? 4 : 8, false);
  const tickY = tickFormatter(yScale, showY, fullFormatter(input.yFormat));
  const tickX = tickFormatter(xScale, showX, fullFormatter(input.xFormat));
  const left = Math.max(textWidth(tickY(yScale.high), labelSize), textWidth(tickY(yScale.low), labelSize)) + 12;
  const step = input.wholeX ? Math.max(1, Math.ceil((to - from) / (small ? 6 : 14))) : xScale.step;

  const draw = (toPixels: (x: number, y: number) => readonly [number, number]): Shape[] => {
    const shapes: Shape[] = [];
    const place = (to - from) / Math.max(1, input.values.length);
    const [, zero] = toPixels(from, 0);
    if (band !== null) {
      const [x0, high] = toPixels(from, band.high);
      const [x1, low] = toPixels(to, band.low);
      shapes.push({
        type: 'rect',
        shape: { x: x0, y: high, width: x1 - x0, height: low - high },
        style: { fill: palette.axis, opacity: 0.38 },
      });
    }
    input.values.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      const centre = from + (index + 0.5) * place;
      const [x0, end] = toPixels(centre - (place * input.fill) / 2, value);
      const [x1] = toPixels(centre + (place * input.fill) / 2, value);
      shapes.push({
        type: 'rect',
        shape: { x: x0, y: Math.min(end, zero), width: Math.max(1, x1 - x0), height: Math.abs(zero - end) },
        style: { fill: palette.plan, opacity: 0.78 },
      });
    });
    if (band !== null) {
      const [x0, y] = toPixels(from, band.middle);
      const [x1] = toPixels(to, band.middle);
      shapes.push(line([x0, y], [x1, y], palette.ink, 1.2));
    }
    if (curve.length > 1) {
      shapes.push({
        type: 'polyline',
        shape: { points: curve.map((point) => [...toPixels(point.x, point.y)]) },
        style: { stroke: palette.ink, fill: 'none', lineWidth: 1.6, lineDash: [5, 4] },
        z2: 6,
      });
    }
    return shapes;
  };

  return {
    width,
    height: input.height ?? (small ? 180 : 230),
    option: {
      ...baseOption,
      grid: { left, right: 14, top: 10, bottom: 28, containLabel: false },
      xAxis: {
        ...quietAxis,
        type: 'value',
        // Lags stand in the middle of their places: the axis begins and ends on whole numbers around them.
        min: input.wholeX ? Math.floor(from) : from,
        max: input.wholeX ? Math.ceil(to) : to,
        interval: step,
        splitLine: { show: false },
        axisLine: { show: true, onZero: false, lineStyle: { color: palette.axis } },
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tickX(value), hideOverlap: true },
      },
      yAxis: {
        ...quietAxis,
        type: 'value',
        min: yScale.low,
        max: yScale.high,
        interval: yScale.step,
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tickY(value) },
      },
      series: [drawnSeries([from, 0], draw)],
    },
  };
}
