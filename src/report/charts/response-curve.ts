import {
  baseOption,
  dot,
  drawnSeries,
  labelSize,
  line,
  quietAxis,
  text,
  type DotLook,
  type Drawing,
  type Shape,
} from './drawing.js';
import { hatch, palette } from './palette.js';
import { extent, niceScale, textWidth } from './scale.js';
import { valueFormatter, type ValueFormat } from './value-format.js';

/** One panel of the small multiples: effect against spend, solid where the model has seen it, dashed beyond. */
export interface ResponseCurveInput {
  readonly points: readonly { readonly x: number; readonly mid: number; readonly low: number; readonly high: number }[];
  /** Spend up to which the data reach; null: everything has been seen. */
  readonly seenUpTo: number | null;
  readonly dots: readonly { readonly look: DotLook; readonly x: number; readonly label: string }[];
  readonly xFormat: ValueFormat;
  readonly yFormat: ValueFormat;
  /** Shared top of the effect axis; null: the panel's own. */
  readonly top: number | null;
  readonly bottom: number | null;
  readonly colour: string;
  /** Adstock weights stand at whole lags: dots instead of a smooth line. */
  readonly steps?: boolean;
}

interface CurvePoint {
  readonly x: number;
  readonly mid: number;
  readonly low: number;
  readonly high: number;
}

/** The curve's value between its points, linear. */
function between(points: readonly CurvePoint[], x: number): CurvePoint {
  const last = points.at(-1)!;
  if (x >= last.x) return last;
  const right = Math.max(
    1,
    points.findIndex((point) => point.x >= x),
  );
  const a = points[right - 1]!;
  const b = points[right] ?? a;
  const share = b.x > a.x ? Math.min(1, Math.max(0, (x - a.x) / (b.x - a.x))) : 0;
  const mix = (from: number, to: number): number => from + share * (to - from);
  return { x, mid: mix(a.mid, b.mid), low: mix(a.low, b.low), high: mix(a.high, b.high) };
}

/** The points on either side of `x`, both parts holding `x` itself so that they meet. */
function split(points: readonly CurvePoint[], x: number): [CurvePoint[], CurvePoint[]] {
  const last = points.at(-1)!;
  if (x >= last.x) return [[...points], []];
  const at = between(points, x);
  return [
    [...points.filter((point) => point.x < x), at],
    [at, ...points.filter((point) => point.x > x)],
  ];
}

/** Lags are whole: ticks at whole numbers, the axis ends at the last one. */
function wholeScale(last: number): { low: number; high: number; step: number } {
  const step = Math.max(1, Math.ceil(last / 6));
  return { low: 0, high: last, step };
}

export function responseCurve(input: ResponseCurveInput, width: number): Drawing {
  const showX = valueFormatter(input.xFormat);
  const showY = valueFormatter(input.yFormat);
  const [, mostX] = extent([...input.points.map((point) => point.x), ...input.dots.map((one) => one.x)]);
  const xScale = input.steps === true ? wholeScale(mostX) : niceScale(0, mostX, 3, true);
  const [least, most] = extent(input.points.flatMap((point) => [point.low, point.high, point.mid]));
  const yScale = niceScale(Math.min(least, input.bottom ?? least), Math.max(most, input.top ?? most), 3, true);
  const left = Math.max(textWidth(showY(yScale.high), 11), textWidth(showY(yScale.low), 11)) + 10;
  const height = 206;
  const last = input.points.at(-1);

  const draw = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    if (last === undefined) return [];
    const shapes: Shape[] = [];
    const [seen, beyond] = split(input.points, input.seenUpTo ?? last.x);
    const outline = (part: readonly CurvePoint[]): number[][] => [
      ...part.map((point) => [...toPixels(point.x, point.high)]),
      ...[...part].reverse().map((point) => [...toPixels(point.x, point.low)]),
    ];
    const path = (part: readonly CurvePoint[], dash?: number[]): Shape => ({
      type: 'polyline',
      shape: { points: part.map((point) => [...toPixels(point.x, point.mid)]) },
      style: { stroke: input.colour, fill: 'none', lineWidth: 2.2, ...(dash === undefined ? {} : { lineDash: dash }) },
      z2: 4,
    });
    if (seen.length > 1) {
      shapes.push(
        { type: 'polygon', shape: { points: outline(seen) }, style: { fill: input.colour, opacity: 0.15 } },
        path(seen),
      );
    }
    if (beyond.length > 1) {
      shapes.push(
        {
          type: 'polygon',
          shape: { points: outline(beyond) },
          style: { fill: 'transparent', decal: hatch(`${input.colour}66`) },
        },
        path(beyond, [5, 4]),
      );
      const [x] = toPixels(beyond[0]!.x, 0);
      shapes.push(line([x, place.y], [x, place.y + place.height], palette.axis, 1, [2, 3]));
    }
    if (input.steps === true) {
      for (const point of input.points) shapes.push(dot(toPixels(point.x, point.mid), 'series', 3.5, input.colour));
    }
    // Above left and below right of a rising curve are free: labels take turns, and step away from each other.
    const placed: { from: number; to: number; y: number }[] = [];
    [...input.dots]
      .sort((a, b) => a.x - b.x)
      .forEach((one, index) => {
        const at = between(input.points, one.x);
        const [x, y] = toPixels(at.x, at.mid);
        shapes.push(dot([x, y], one.look, 5, one.look === 'plan' ? palette.plan : undefined));
        const wide = textWidth(one.label, 11);
        const above = index % 2 === 0 && x - wide - 6 > place.x;
        const overflows = x + wide + 8 > place.x + place.width;
        let from = above ? x - wide - 6 : overflows ? x - wide : x + 6;
        let level = above ? y - 11 : y + 14;
        const taken = (at: number): boolean =>
          placed.some((other) => from < other.to + 4 && other.from < from + wide + 4 && Math.abs(other.y - at) < 12);
        while (taken(level)) level += above ? -12 : 12;
        // No room below: back up to the first free line.
        if (level > place.y + place.height - 7) {
          level = place.y + place.height - 7;
          // Beside the dot now, not below it.
          if (!overflows) from += 5;
          while (taken(level)) level -= 12;
        }
        level = Math.max(place.y + 6, level);
        placed.push({ from, to: from + wide, y: level });
        shapes.push(text([from, level], one.label, { size: 11, fill: palette.ink }));
      });
    return shapes;
  };

  return {
    width,
    height,
    option: {
      ...baseOption,
      grid: { left, right: 14, top: 10, bottom: 26, containLabel: false },
      xAxis: {
        ...quietAxis,
        type: 'value',
        min: 0,
        max: xScale.high,
        interval: xScale.step,
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: palette.axis } },
        axisLabel: {
          ...quietAxis.axisLabel,
          fontSize: labelSize - 1,
          formatter: (value: number) => showX(value),
          hideOverlap: true,
        },
      },
      yAxis: {
        ...quietAxis,
        type: 'value',
        min: yScale.low,
        max: yScale.high,
        interval: yScale.step,
        axisLabel: { ...quietAxis.axisLabel, fontSize: labelSize - 1, formatter: (value: number) => showY(value) },
      },
      series: [drawnSeries([0, yScale.low], draw)],
    },
  };
}
