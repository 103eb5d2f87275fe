/** A value axis with round ticks: `low` and `high` are multiples of `step`. */
export interface NiceScale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/**
 * The smallest round scale (steps of 1, 2 or 5 × 10ⁿ) that holds `low`…`high` with about `ticks` steps;
 * `withZero` makes it include zero, as bars need.
 */
export function niceScale(low: number, high: number, ticks: number, withZero: boolean): NiceScale {
  let from = Number.isFinite(low) ? low : 0;
  let to = Number.isFinite(high) ? high : 1;
  if (withZero) {
    from = Math.min(from, 0);
    to = Math.max(to, 0);
  }
  if (to <= from) to = from + (Math.abs(from) || 1);
  const rough = (to - from) / Math.max(1, ticks);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((multiple) => multiple * power >= rough * 0.999) ?? 10) * power;
  return { low: Math.floor(from / step + 1e-9) * step, high: Math.ceil(to / step - 1e-9) * step, step };
}

/** Smallest and largest of the finite numbers; `[0, 1]` where there are none. */
export function extent(values: readonly (number | null | undefined)[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** About how wide a text stands, in pixels: Han and full-width characters take an em, others a little over half. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += character.codePointAt(0)! >= 0x2e80 ? 1 : 0.56;
  return em * size;
}

/** The text, cut with an ellipsis where it would be wider than `width` pixels. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let cut = '';
  for (const character of text) {
    if (textWidth(`${cut}${character}…`, size) > width) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/**
 * How ticks are written: short, unless two neighbours would then read alike, as three digits of a narrow range far
 * from zero do.
 */
export function tickFormatter(
  scale: NiceScale,
  short: (value: number) => string,
  full: (value: number) => string,
): (value: number) => string {
  const count = Math.round((scale.high - scale.low) / scale.step) + 1;
  const labels = Array.from({ length: count }, (_, index) => short(scale.low + index * scale.step));
  return new Set(labels).size === labels.length ? short : full;
}
