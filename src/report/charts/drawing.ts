import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { palette } from './palette.js';

/** A drawn chart: what echarts is given, and the size it was laid out for (pixels). */
export interface Drawing {
  readonly option: EChartsOption;
  readonly width: number;
  readonly height: number;
}

/** Two layouts of each chart are drawn, since text in a shrunken SVG cannot be read on a narrow screen. */
export const widths = { wide: 980, narrow: 340 } as const;

export const isNarrow = (width: number): boolean => width < 480;

export const labelSize = 12;

/** Parts shared by every option: no animation, no hover styles, our own type. */
export const baseOption = {
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: 'inherit', fontSize: labelSize, color: palette.muted },
} as const satisfies EChartsOption;

/** A shape of the renderer, as `renderItem` of a custom series returns it. */
export interface Shape {
  readonly type: 'rect' | 'line' | 'circle' | 'polygon' | 'polyline' | 'text';
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly style: Readonly<Record<string, unknown>>;
  readonly z2?: number;
}

/** Data coordinates to pixels; on a category axis the coordinate is the index. */
export type ToPixels = (x: number, y: number) => readonly [number, number];

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A series that draws itself: one invisible datum whose shapes are made from data coordinates. `anchor` is any point
 * inside the axes, since echarts leaves out data that lie beyond them.
 */
export function drawnSeries(
  anchor: readonly [number, number],
  draw: (toPixels: ToPixels, place: Place) => readonly Shape[],
  extra: { readonly gridIndex?: number; readonly z?: number } = {},
): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    clip: false,
    z: extra.z ?? 2,
    xAxisIndex: extra.gridIndex ?? 0,
    yAxisIndex: extra.gridIndex ?? 0,
    data: [[...anchor]],
    tooltip: { show: false },
    renderItem: (params, api) => {
      const place = params.coordSys as unknown as Place;
      const toPixels: ToPixels = (x, y) => {
        const point = api.coord([x, y]);
        return [point[0]!, point[1]!];
      };
      return { type: 'group', children: [...draw(toPixels, place)] } as never;
    },
  };
}

export const line = (
  from: readonly [number, number],
  to: readonly [number, number],
  stroke: string,
  lineWidth: number,
  dash?: readonly number[],
): Shape => ({
  type: 'line',
  shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
  style: { stroke, lineWidth, ...(dash === undefined ? {} : { lineDash: [...dash] }) },
});

export const text = (
  at: readonly [number, number],
  words: string,
  options: {
    readonly fill?: string;
    readonly align?: 'left' | 'center' | 'right';
    readonly baseline?: 'top' | 'middle' | 'bottom';
    readonly weight?: 'normal' | 'bold';
    readonly size?: number;
    /** A rim of paper, for words that a line may cross. */
    readonly rim?: boolean;
  } = {},
): Shape => ({
  type: 'text',
  style: {
    text: words,
    x: at[0],
    y: at[1],
    fill: options.fill ?? palette.ink,
    align: options.align ?? 'left',
    verticalAlign: options.baseline ?? 'middle',
    fontSize: options.size ?? labelSize,
    fontWeight: options.weight === 'bold' ? 600 : 400,
    fontFamily: 'inherit',
    ...(options.rim === true ? { stroke: palette.paper, lineWidth: 4 } : {}),
  },
  z2: 10,
});

/** What a dot looks like; the same shapes mean the same things on every page. */
export type DotLook = 'actual' | 'plan' | 'reference' | 'best' | 'series';

/** Actual solid dark, plan outlined, reference solid light square, unconstrained best a diamond. */
export function dot(at: readonly [number, number], look: DotLook, radius = 5, colour?: string): Shape {
  const [x, y] = at;
  if (look === 'reference') {
    const half = radius * 0.85;
    return {
      type: 'rect',
      shape: { x: x - half, y: y - half, width: 2 * half, height: 2 * half },
      style: { fill: colour ?? palette.faint, stroke: palette.paper, lineWidth: 1 },
      z2: 6,
    };
  }
  if (look === 'best') {
    const half = radius * 1.25;
    return {
      type: 'polygon',
      shape: {
        points: [
          [x, y - half],
          [x + half, y],
          [x, y + half],
          [x - half, y],
        ],
      },
      style: { fill: palette.paper, stroke: colour ?? palette.ink, lineWidth: 1.5 },
      z2: 5,
    };
  }
  const filled = look === 'actual' || look === 'series';
  const stroke = colour ?? (look === 'plan' ? palette.plan : palette.ink);
  return {
    type: 'circle',
    shape: { cx: x, cy: y, r: radius },
    style: {
      fill: filled ? stroke : palette.paper,
      stroke: filled ? palette.paper : stroke,
      lineWidth: filled ? 1 : 2.2,
    },
    z2: 7,
  };
}

/** Axis furniture without an axis line or ticks: labels and pale grid lines only. */
export const quietAxis = {
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: palette.muted, fontSize: labelSize, fontFamily: 'inherit' },
  splitLine: { lineStyle: { color: palette.grid, width: 1 } },
} as const;
