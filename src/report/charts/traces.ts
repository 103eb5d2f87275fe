import { baseOption, drawnSeries, isNarrow, labelSize, quietAxis, type Drawing, type Shape } from './drawing.js';
import { channelColour, palette } from './palette.js';
import { extent, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/** The values that chains went through, each chain a line over the others. */
export interface TracesInput {
  /** One row per chain, every `every`-th draw. */
  readonly chains: readonly (readonly number[])[];
  readonly every: number;
  readonly xFormat: ValueFormat;
  readonly yFormat: ValueFormat;
}

export function traces(input: TracesInput, width: number): Drawing {
  const showX = valueFormatter(input.xFormat);
  const showY = valueFormatter(input.yFormat);
  const small = isNarrow(width);
  const last = Math.max(1, (Math.max(...input.chains.map((chain) => chain.length)) - 1) * input.every);
  const [least, most] = extent(input.chains.flat());
  const yScale = niceScale(least, most, small ? 3 : 4, false);
  const xScale = niceScale(0, last, small ? 3 : 6, true);
  const tick = tickFormatter(yScale, showY, fullFormatter(input.yFormat));
  const left = Math.max(textWidth(tick(yScale.high), labelSize), textWidth(tick(yScale.low), labelSize)) + 12;

  const draw = (toPixels: (x: number, y: number) => readonly [number, number]): Shape[] =>
    input.chains.map((chain, index) => ({
      type: 'polyline',
      shape: { points: chain.map((value, at) => [...toPixels(at * input.every, value)]) },
      style: { stroke: channelColour(index), fill: 'none', lineWidth: 0.8, opacity: 0.75 },
    }));

  return {
    width,
    height: small ? 190 : 240,
    option: {
      ...baseOption,
      grid: { left, right: 16, top: 10, bottom: 28, containLabel: false },
      xAxis: {
        ...quietAxis,
        type: 'value',
        min: 0,
        max: last,
        interval: xScale.step,
        splitLine: { show: false },
        axisLine: { show: true, onZero: false, lineStyle: { color: palette.axis } },
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => showX(value), hideOverlap: true },
      },
      yAxis: {
        ...quietAxis,
        type: 'value',
        min: yScale.low,
        max: yScale.high,
        interval: yScale.step,
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tick(value) },
      },
      series: [drawnSeries([0, yScale.low], draw)],
    },
  };
}
