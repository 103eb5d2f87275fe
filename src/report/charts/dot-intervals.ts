import {
  baseOption,
  dot,
  drawnSeries,
  isNarrow,
  labelSize,
  line,
  quietAxis,
  text,
  type DotLook,
  type Drawing,
  type Shape,
} from './drawing.js';
import { palette } from './palette.js';
import { extent, fitText, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/** One dot on a row, with the range around it where it is uncertain. */
export interface IntervalMark {
  readonly look: DotLook;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** A range that is only a prior or a comparison is drawn thin. */
  readonly thin?: boolean;
  readonly colour?: string;
  /** Words beside the dot; the value itself stands in `valueText`. */
  readonly label?: string;
}

export interface IntervalRow {
  readonly label: string;
  readonly marks: readonly IntervalMark[];
  /** Right-hand column: the row's figure as text. */
  readonly valueText?: string;
}

/**
 * Rows of dots and ranges on one axis: the strip of the verdict, ROI with prior beside posterior, next and last money,
 * and, with `connect`, the dumbbells of an allocation.
 */
export interface DotIntervalsInput {
  readonly rows: readonly IntervalRow[];
  readonly format: ValueFormat;
  /** Bold ticks over all rows: a target, break-even. */
  readonly ticks: readonly { readonly value: number; readonly label: string; readonly bold: boolean }[];
  readonly connect: boolean;
  readonly withZero: boolean;
  /** Dots of different marks on one row stand above each other instead of on one line. */
  readonly stagger: boolean;
  /** Values beyond are cut at the edge, with an arrow; for wide priors. */
  readonly cutAt?: number;
}

/** Names above the dots; dots that touch share one name. */
function markLabels(row: IntervalRow, toX: (value: number) => number, centre: number): Shape[] {
  const groups: { x: number; labels: string[] }[] = [];
  const named = row.marks.flatMap((mark) =>
    mark.label === undefined ? [] : [{ label: mark.label, x: toX(mark.value) }],
  );
  for (const { label, x } of named.sort((a, b) => a.x - b.x)) {
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < 8 + 7 * last.labels.length) last.labels.push(label);
    else groups.push({ x, labels: [label] });
  }
  return groups.map(({ x, labels }) =>
    text([x, centre - 8], labels.join('·'), { align: 'center', baseline: 'bottom', size: 11, fill: palette.ink }),
  );
}

export function dotIntervals(input: DotIntervalsInput, width: number): Drawing {
  const narrow = isNarrow(width);
  const show = valueFormatter(input.format);
  const lanes = input.stagger ? Math.max(1, ...input.rows.map((row) => row.marks.length)) : 1;
  const rowHeight = (narrow ? 40 : 34) + (lanes - 1) * 11;
  const valueGutter = Math.max(0, ...input.rows.map((row) => textWidth(row.valueText ?? '', labelSize))) + 14;
  const labelGutter = narrow
    ? 6
    : Math.min(width * 0.34, Math.max(40, ...input.rows.map((row) => textWidth(row.label, labelSize + 1))) + 16);
  const top = input.ticks.length > 0 ? 26 : 8;
  const bottom = 28;
  const height = top + input.rows.length * rowHeight + bottom;

  const everything = input.rows.flatMap((row) => row.marks.flatMap((mark) => [mark.value, mark.low, mark.high]));
  const [least, most] = extent([...everything, ...input.ticks.map((tick) => tick.value)]);
  const scale = niceScale(least, Math.min(most, input.cutAt ?? Infinity), narrow ? 3 : 6, input.withZero);
  const tick = tickFormatter(scale, show, fullFormatter(input.format));
  const clamp = (value: number): number => Math.min(scale.high, Math.max(scale.low, value));

  const draw = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    const shapes: Shape[] = [];
    const ends = place.x + place.width;
    const tickRight: number[] = [];
    for (const tick of input.ticks) {
      const [x] = toPixels(tick.value, 0);
      shapes.push(
        line(
          [x, place.y - 4],
          [x, place.y + place.height],
          tick.bold ? palette.ink : palette.muted,
          tick.bold ? 3 : 1,
          tick.bold ? undefined : [3, 3],
        ),
      );
      const wide = textWidth(tick.label, labelSize);
      const align = x + wide / 2 > width - 4 ? 'right' : x - wide / 2 < 4 ? 'left' : 'center';
      shapes.push(
        text([x, place.y - 8], tick.label, { align, baseline: 'bottom', weight: tick.bold ? 'bold' : 'normal' }),
      );
      tickRight.push(x);
    }
    input.rows.forEach((row, index) => {
      const [, middle] = toPixels(scale.low, index);
      const centre = narrow ? middle + 8 : middle;
      if (narrow)
        shapes.push(
          text([4, middle - 13], fitText(row.label, labelSize, width - valueGutter - 12), {
            weight: 'bold',
            rim: true,
          }),
        );
      else
        shapes.push(
          text([labelGutter - 10, middle], fitText(row.label, labelSize + 1, labelGutter - 14), {
            align: 'right',
            size: labelSize + 1,
          }),
        );
      if (row.valueText !== undefined) {
        shapes.push(
          text([width - 4, narrow ? middle - 13 : middle], row.valueText, {
            align: 'right',
            weight: 'normal',
            rim: narrow,
          }),
        );
      }
      shapes.push(
        line(
          [place.x, centre + rowHeight / 2 - (narrow ? 8 : 0)],
          [ends, centre + rowHeight / 2 - (narrow ? 8 : 0)],
          palette.grid,
          1,
        ),
      );
      const laneOf = (lane: number): number =>
        input.stagger ? centre + (lane - (row.marks.length - 1) / 2) * 12 : centre;
      if (input.connect && row.marks.length > 1) {
        const values = row.marks.map((mark) => mark.value);
        const [from] = toPixels(clamp(Math.min(...values)), index);
        const [to] = toPixels(clamp(Math.max(...values)), index);
        shapes.push(line([from, centre], [to, centre], palette.axis, 3));
      }
      shapes.push(...markLabels(row, (value) => toPixels(clamp(value), index)[0], centre));
      row.marks.forEach((mark, lane) => {
        const y = laneOf(lane);
        const colour =
          mark.colour ??
          (mark.look === 'plan' ? palette.plan : mark.look === 'reference' ? palette.faint : palette.ink);
        if (mark.low !== undefined && mark.high !== undefined) {
          const [from] = toPixels(clamp(mark.low), index);
          const [to] = toPixels(clamp(mark.high), index);
          const lineWidth = mark.thin === true ? 1.5 : 4;
          shapes.push(line([from, y], [to, y], colour, lineWidth));
          for (const [edge, beyond] of [
            [from, mark.low < scale.low],
            [to, mark.high > scale.high],
          ] as const) {
            const side = edge === from ? -1 : 1;
            if (beyond) {
              shapes.push({
                type: 'polygon',
                shape: {
                  points: [
                    [edge + side * 7, y],
                    [edge, y - 5],
                    [edge, y + 5],
                  ],
                },
                style: { fill: colour },
              });
            } else if (mark.thin !== true) shapes.push(line([edge, y - 5], [edge, y + 5], colour, 1.5));
          }
        }
        const [x] = toPixels(clamp(mark.value), index);
        shapes.push(dot([x, y], mark.look, mark.thin === true ? 4 : 5.5, mark.colour));
      });
    });
    return shapes;
  };

  return {
    width,
    height,
    option: {
      ...baseOption,
      grid: { left: labelGutter, right: narrow ? 10 : Math.max(16, valueGutter), top, bottom, containLabel: false },
      xAxis: {
        ...quietAxis,
        type: 'value',
        min: scale.low,
        max: scale.high,
        interval: scale.step,
        axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => tick(value), hideOverlap: true },
      },
      yAxis: { type: 'category', inverse: true, show: false, data: input.rows.map((_, index) => String(index)) },
      series: [drawnSeries([scale.low, 0], draw)],
    },
  };
}
