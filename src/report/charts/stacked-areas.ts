import {
  baseOption,
  drawnSeries,
  isNarrow,
  labelSize,
  line,
  quietAxis,
  text,
  type Drawing,
  type Shape,
} from './drawing.js';
import { palette } from './palette.js';
import { extent, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/** Contributions over time, stacked from the first layer up; names stand at the right-hand end of each layer. */
export interface StackedAreasInput {
  readonly periodLabels: readonly string[];
  readonly layers: readonly { readonly label: string; readonly colour: string; readonly values: readonly number[] }[];
  readonly format: ValueFormat;
}

export function stackedAreas(input: StackedAreasInput, width: number): Drawing {
  const narrow = isNarrow(width);
  const show = valueFormatter(input.format);
  const count = input.periodLabels.length;
  // Negative effects stack downwards from zero, so that no layer hides another.
  const up = new Array<number>(count).fill(0);
  const down = new Array<number>(count).fill(0);
  const layers = input.layers.map((layer) => {
    const edges = layer.values.map((value, index): [number, number] => {
      const side = value >= 0 ? up : down;
      const from = side[index]!;
      side[index] = from + value;
      return [from, from + value];
    });
    return { ...layer, edges };
  });
  const [least, most] = extent([...up, ...down]);
  const scale = niceScale(least, most, narrow ? 4 : 5, true);
  const tick = tickFormatter(scale, show, fullFormatter(input.format));
  const left = Math.max(textWidth(tick(scale.high), labelSize), textWidth(tick(scale.low), labelSize)) + 12;
  const names = Math.max(0, ...input.layers.map((layer) => textWidth(layer.label, labelSize + 1))) + 26;
  const keyRows = narrow ? Math.ceil(layers.length / 2) : 0;
  const every = Math.max(1, Math.ceil(count / (narrow ? 4 : 9)));

  const draw = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    const shapes: Shape[] = [];
    const right = place.x + place.width;
    for (const layer of layers) {
      const upper = layer.edges.map(([, to], index) => [...toPixels(index, to)]);
      const lower = layer.edges.map(([from], index) => [...toPixels(index, from)]).reverse();
      shapes.push({
        type: 'polygon',
        shape: { points: [...upper, ...lower] },
        style: { fill: layer.colour, opacity: 0.82, stroke: palette.paper, lineWidth: 0.8 },
      });
    }
    if (narrow) {
      layers.forEach((layer, index) => {
        const x = 4 + (index % 2) * (width / 2);
        const y = 9 + Math.floor(index / 2) * 18;
        shapes.push({
          type: 'rect',
          shape: { x, y: y - 5, width: 11, height: 11 },
          style: { fill: layer.colour, opacity: 0.82 },
        });
        shapes.push(text([x + 17, y], layer.label));
      });
      return shapes;
    }
    const gap = labelSize + 4;
    const marks = layers
      .map((layer) => {
        const [from, to] = layer.edges.at(-1) ?? [0, 0];
        const [x, y] = toPixels(count - 1, (from + to) / 2);
        return { layer, x, y, at: y };
      })
      .sort((a, b) => a.y - b.y);
    marks.forEach((mark, index) => {
      const above = marks[index - 1];
      if (above !== undefined && mark.at < above.at + gap) mark.at = above.at + gap;
    });
    for (let index = marks.length - 1, floor = place.y + place.height; index >= 0; index--) {
      const mark = marks[index]!;
      mark.at = Math.min(mark.at, floor);
      floor = mark.at - gap;
    }
    for (const { layer, x, y, at } of marks) {
      shapes.push(line([x + 1, y], [right + 8, at], palette.axis, 1));
      shapes.push({
        type: 'rect',
        shape: { x: right + 10, y: at - 5, width: 10, height: 10 },
        style: { fill: layer.colour, opacity: 0.82 },
      });
      shapes.push(text([right + 24, at], layer.label));
    }
    return shapes;
  };

  return {
    width,
    height: (narrow ? 250 : 330) + keyRows * 18,
    option: {
      ...baseOption,
      grid: { left, right: narrow ? 12 : names + 8, top: 12 + keyRows * 18, bottom: 34, containLabel: false },
      xAxis: {
        ...quietAxis,
        type: 'category',
        boundaryGap: false,
        data: [...input.periodLabels],
        axisLine: { show: true, lineStyle: { color: palette.axis } },
        axisLabel: { ...quietAxis.axisLabel, interval: (index: number) => index % every === 0, hideOverlap: true },
        splitLine: { show: false },
      },
      yAxis: {
        ...quietAxis,
        type: 'value',
        min: scale.low,
        max: scale.high,
        interval: scale.step,
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tick(value) },
      },
      series: [drawnSeries([0, scale.low], draw)],
    },
  };
}
