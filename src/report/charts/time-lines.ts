import type { LineSeriesOption } from 'echarts';
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
import { extent, niceScale, textWidth, tickFormatter } from './scale.js';
import { fullFormatter, valueFormatter, type ValueFormat } from './value-format.js';

/** Actual solid dark, last year solid light, reference dashed, plan outlined dots, fitted thin. */
export type LineLook = 'actual' | 'lastYear' | 'reference' | 'plan' | 'fitted';

export interface TimeLine {
  readonly label: string;
  readonly look: LineLook;
  readonly colour?: string;
  /** One value per period; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface TimeBand {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  /** Hatched where it has not happened yet. */
  readonly hatched: boolean;
  readonly colour?: string;
}

/** Lines and bands over periods; used for the KPI forecast, actual against predicted and holdout. */
export interface TimeLinesInput {
  readonly periods: readonly string[];
  /** What stands on the axis for each period, e.g. `Oct 6`; as many as `periods`. */
  readonly periodLabels: readonly string[];
  readonly lines: readonly TimeLine[];
  readonly bands: readonly TimeBand[];
  /** Stretches set apart by a pale ground: `from` and `to` are indices, both inside. */
  readonly zones: readonly {
    readonly from: number;
    readonly to: number;
    readonly label: string;
    readonly shaded: boolean;
  }[];
  readonly format: ValueFormat;
  readonly withZero: boolean;
  /** Pixels, where panels stand side by side. */
  readonly height?: number;
}

const looks: Readonly<Record<LineLook, { colour: string; width: number; dash: 'solid' | number[]; dots: boolean }>> = {
  actual: { colour: palette.ink, width: 2.2, dash: 'solid', dots: false },
  lastYear: { colour: palette.faint, width: 1.4, dash: 'solid', dots: false },
  reference: { colour: palette.muted, width: 1.6, dash: [5, 4], dots: false },
  plan: { colour: palette.plan, width: 1.8, dash: 'solid', dots: true },
  fitted: { colour: palette.plan, width: 1.6, dash: 'solid', dots: false },
};

/** Unbroken runs of a band as closed outlines, in data coordinates. */
function outlines(band: TimeBand): [number, number][][] {
  const runs: [number, number][][] = [];
  let upper: [number, number][] = [];
  let lower: [number, number][] = [];
  const close = (): void => {
    if (upper.length > 1) runs.push([...upper, ...lower.reverse()]);
    upper = [];
    lower = [];
  };
  band.low.forEach((low, index) => {
    const high = band.high[index];
    if (low === null || high === null || high === undefined) {
      close();
      return;
    }
    upper.push([index, high]);
    lower.push([index, low]);
  });
  close();
  return runs;
}

/** Names at the right-hand ends of the lines, pushed apart so that none covers another. */
function endLabels(
  lines: readonly TimeLine[],
  toPixels: (x: number, y: number) => readonly [number, number],
  right: number,
  place: { y: number; height: number },
): Shape[] {
  const gap = labelSize + 3;
  const all = lines.flatMap((one) => {
    const last = one.values.findLastIndex((value) => value !== null);
    if (last < 0 || one.label === '') return [];
    const [x, y] = toPixels(last, one.values[last]!);
    return [{ one, x, y, at: y }];
  });
  // A line that stops well before the edge is named where it stops.
  const early = all.filter((end) => end.x < right - 80);
  const ends = all.filter((end) => end.x >= right - 80).sort((a, b) => a.y - b.y);
  ends.forEach((end, index) => {
    const above = ends[index - 1];
    if (above !== undefined && end.at < above.at + gap) end.at = above.at + gap;
  });
  for (let index = ends.length - 1, floor = place.y + place.height; index >= 0; index--) {
    const end = ends[index]!;
    if (end.at > floor) end.at = floor;
    floor = end.at - gap;
  }
  const inside = early.map(({ one, x }): Shape => {
    const last = one.values.findLastIndex((value) => value !== null);
    const near = one.values
      .slice(Math.max(0, last - 5), last + 1)
      .map((value) => (value === null ? Infinity : toPixels(0, value)[1]));
    return text([x - 2, Math.min(...near) - 10], one.label, {
      align: 'right',
      fill: one.colour ?? looks[one.look].colour,
      weight: 'bold',
    });
  });
  const atEdge = ends.flatMap(({ one, x, y, at }) => {
    const colour = one.colour ?? looks[one.look].colour;
    const fill = one.look === 'lastYear' ? palette.muted : colour;
    return [
      line([x + 5, y], [right + 4, at], palette.axis, 1),
      text([right + 8, at], one.label, {
        fill,
        weight: one.look === 'plan' || one.look === 'actual' ? 'bold' : 'normal',
      }),
    ];
  });
  return [...inside, ...atEdge];
}

export function timeLines(input: TimeLinesInput, width: number): Drawing {
  const narrow = isNarrow(width);
  const show = valueFormatter(input.format);
  const values = [
    ...input.lines.flatMap((one) => one.values),
    ...input.bands.flatMap((band) => [...band.low, ...band.high]),
  ];
  const [least, most] = extent(values);
  const scale = niceScale(least, most, narrow ? 4 : 5, input.withZero);
  const tick = tickFormatter(scale, show, fullFormatter(input.format));
  const left = Math.max(textWidth(tick(scale.high), labelSize), textWidth(tick(scale.low), labelSize)) + 12;
  const named = input.lines.filter((one) => one.label !== '');
  const nameWidth =
    named.length === 0 ? 16 : Math.max(...named.map((one) => textWidth(one.label, labelSize + 1)), 0) + 18;
  const keyRows = narrow ? Math.ceil(named.length / 2) : 0;
  const top = 24 + keyRows * 18;
  const right = narrow ? 12 : nameWidth;
  const bottom = 34;
  const height = (input.height ?? (narrow ? 250 : 330)) + keyRows * 18;
  const every = Math.max(1, Math.ceil(input.periods.length / Math.max(2, Math.floor((width - left - right) / 74))));

  const ground = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    const half = place.width / Math.max(1, input.periods.length) / 2;
    const shapes: Shape[] = [];
    for (const zone of input.zones) {
      const [from] = toPixels(zone.from, scale.low);
      const [to] = toPixels(zone.to, scale.low);
      const x = Math.max(place.x, from - half);
      const wide = Math.min(place.x + place.width, to + half) - x;
      if (zone.shaded)
        shapes.push({
          type: 'rect',
          shape: { x, y: place.y - 18, width: wide, height: place.height + 18 },
          style: { fill: palette.shade },
        });
      else shapes.push(line([x, place.y - 18], [x, place.y + place.height], palette.axis, 1));
      if (wide > textWidth(zone.label, 11) + 6)
        shapes.push(text([x + 5, place.y - 9], zone.label, { fill: palette.muted, size: 11 }));
    }
    for (const band of input.bands) {
      const colour = band.colour ?? palette.plan;
      for (const run of outlines(band)) {
        const points = run.map(([x, y]) => [...toPixels(x, y)]);
        shapes.push({
          type: 'polygon',
          shape: { points },
          style: { fill: colour, opacity: band.hatched ? 0.1 : 0.14 },
        });
        if (band.hatched) {
          shapes.push({
            type: 'polygon',
            shape: { points },
            style: { fill: 'transparent', decal: hatch(`${colour}59`) },
          });
        }
      }
    }
    return shapes;
  };
  const names = (
    toPixels: (x: number, y: number) => readonly [number, number],
    place: { x: number; y: number; width: number; height: number },
  ): Shape[] => {
    if (!narrow) return endLabels(input.lines, toPixels, place.x + place.width, place);
    return named.flatMap((one, index) => {
      const look = looks[one.look];
      const x = 4 + (index % 2) * (width / 2);
      const y = 9 + Math.floor(index / 2) * 18;
      return [
        line([x, y], [x + 18, y], one.colour ?? look.colour, look.width, look.dash === 'solid' ? undefined : look.dash),
        text([x + 23, y], one.label, { fill: palette.ink }),
      ];
    });
  };

  return {
    width,
    height,
    option: {
      ...baseOption,
      grid: { left, right, top: top + 2, bottom, containLabel: false },
      tooltip: {
        trigger: 'axis',
        confine: true,
        valueFormatter: (value) => (typeof value === 'number' ? show(value) : '–'),
      },
      xAxis: {
        ...quietAxis,
        type: 'category',
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
      series: [
        drawnSeries([0, scale.low], ground, { z: 1 }),
        ...input.lines.map((one): LineSeriesOption => {
          const look = looks[one.look];
          return {
            type: 'line',
            name: one.label,
            data: [...one.values],
            z: one.look === 'actual' || one.look === 'plan' ? 4 : 3,
            showSymbol: look.dots && input.periods.length <= 80,
            symbol: 'circle',
            symbolSize: 6,
            itemStyle: { color: palette.paper, borderColor: one.colour ?? look.colour, borderWidth: 1.6 },
            lineStyle: { color: one.colour ?? look.colour, width: look.width, type: look.dash },
            emphasis: { disabled: true },
            connectNulls: false,
          };
        }),
        drawnSeries([0, scale.low], names, { z: 5 }),
      ],
    },
  };
}
