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
import { hatch, palette } from './palette.js';
import { extent, fitText, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/** Changes around zero, or a bridge of changes: one bar per row: more to the right and filled, less to the left and hatched. */
export interface DivergingBarsInput {
  readonly rows: readonly {
    readonly label: string;
    readonly value: number;
    readonly valueText: string;
    readonly note?: string;
    /** Where the bar begins, 0 where left out: the bars of a bridge begin where the one before ends. */
    readonly from?: number;
  }[];
  readonly format: ValueFormat;
}

export function divergingBars(input: DivergingBarsInput, width: number): Drawing {
  const narrow = isNarrow(width);
  const show = valueFormatter(input.format);
  const rowHeight = narrow ? 44 : 36;
  const labelGutter = narrow
    ? 4
    : Math.min(width * 0.27, Math.max(40, ...input.rows.map((row) => textWidth(row.label, labelSize + 1))) + 16);
  const valueWidth = Math.max(0, ...input.rows.map((row) => textWidth(row.valueText, labelSize))) + 14;
  const top = 6;
  const bottom = 28;
  const height = top + input.rows.length * rowHeight + bottom;
  const [least, most] = extent(input.rows.flatMap(({ from = 0, value }) => [from, from + value]));
  const scale = niceScale(least, most, narrow ? 3 : 6, true);
  const tick = tickFormatter(scale, show, fullFormatter(input.format));

  const draw = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    const shapes: Shape[] = [];
    const [zero] = toPixels(0, 0);
    input.rows.forEach((row, index) => {
      const from = row.from ?? 0;
      const [start] = toPixels(from, index);
      const [end, middle] = toPixels(from + row.value, index);
      const centre = narrow ? middle + 9 : middle;
      const half = narrow ? 7 : 9;
      const more = row.value >= 0;
      if (narrow) {
        shapes.push(text([4, middle - 12], fitText(row.label, labelSize, width - valueWidth - 10), { weight: 'bold' }));
        shapes.push(text([width - 4, middle - 12], row.valueText, { align: 'right' }));
      } else
        shapes.push(
          text([labelGutter - 10, middle], fitText(row.label, labelSize + 1, labelGutter - 14), {
            align: 'right',
            size: labelSize + 1,
          }),
        );
      if (row.value !== 0) {
        const colour = more ? palette.more : palette.less;
        shapes.push({
          type: 'rect',
          shape: {
            x: Math.min(start, end),
            y: centre - half,
            width: Math.max(1, Math.abs(end - start)),
            height: 2 * half,
          },
          style: more
            ? { fill: palette.planFill, stroke: colour, lineWidth: 1.5 }
            : { fill: palette.lessFill, stroke: colour, lineWidth: 1.5, decal: hatch(colour) },
        });
      }
      if (!narrow) {
        const outside = more ? end + 7 : end - 7;
        shapes.push(text([outside, middle], row.valueText, { align: more ? 'left' : 'right' }));
      }
    });
    shapes.push({ ...line([zero, place.y], [zero, place.y + place.height], palette.ink, 1.5), z2: 8 });
    return shapes;
  };

  const hasLess = input.rows.some((row) => row.value < 0);
  const hasMore = input.rows.some((row) => row.value > 0);
  return {
    width,
    height,
    option: {
      ...baseOption,
      grid: {
        left: narrow ? 14 : labelGutter + (hasLess ? valueWidth : 8),
        right: narrow ? 14 : hasMore ? valueWidth : 20,
        top,
        bottom,
        containLabel: false,
      },
      xAxis: {
        ...quietAxis,
        type: 'value',
        min: scale.low,
        max: scale.high,
        interval: scale.step,
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tick(value), hideOverlap: true },
      },
      yAxis: { type: 'category', inverse: true, show: false, data: input.rows.map((_, index) => String(index)) },
      series: [drawnSeries([0, 0], draw)],
    },
  };
}
