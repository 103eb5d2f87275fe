/**
 * The notation of every chart, after IBCS: actual solid dark, last year solid light, plan outlined, forecast hatched,
 * target a bold tick. Shape and line style carry the meaning; colour only repeats it. Every colour of a line, dot or
 * label is at least 3:1 on white (text 4.5:1).
 */
export const palette = {
  ink: '#17202b',
  muted: '#566070',
  faint: '#878f9d',
  grid: '#e5e8ec',
  axis: '#b9c0ca',
  paper: '#ffffff',
  shade: '#f3f5f7',
  plan: '#1d5a9e',
  planFill: '#dbe7f4',
  more: '#1d5a9e',
  less: '#ad4e17',
  lessFill: '#f7e6da',
} as const;

/** At most six hues; what comes after is drawn in grey and named directly. */
const hues = ['#1d5a9e', '#ad4e17', '#0b7670', '#86398a', '#66730f', '#a8325a'] as const;

/** A channel keeps its colour on every page: `order` is its place in the model file. */
export function channelColour(order: number): string {
  return hues[order] ?? palette.faint;
}

export const hueCount = hues.length;

/** Hatching marks what has not happened yet. */
export function hatch(colour: string): HatchDecal {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.2, 4], rotation: -Math.PI / 4, color: colour };
}

export interface HatchDecal {
  readonly symbol: 'rect';
  readonly dashArrayX: [number, number];
  readonly dashArrayY: [number, number];
  readonly rotation: number;
  readonly color: string;
}
