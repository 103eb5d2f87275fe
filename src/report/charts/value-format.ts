import { formatMoney, formatNumber, formatPercent, type Language } from '../../language/index.js';

/** How the values of an axis are written; plain data, so that it travels to the page with the chart's input. */
export interface ValueFormat {
  readonly kind: 'money' | 'number' | 'percent' | 'ratio';
  /** ISO code, for money. */
  readonly currency: string;
  readonly language: Language;
}

/** Short forms for axes and labels beside dots: three significant digits in the nearest unit. */
export function valueFormatter(format: ValueFormat): (value: number) => string {
  const { kind, currency, language } = format;
  // A tick at −0 or at 1e-13 is zero.
  const whole = (value: number): number => (Math.abs(value) < 1e-9 ? 0 : value);
  if (kind === 'money') return (value) => formatMoney(whole(value), currency, 'auto', language);
  if (kind === 'percent') return (value) => formatPercent(whole(value), language, 0);
  if (kind === 'ratio') return (value) => formatNumber(whole(value), language, Math.abs(value) < 10 ? 1 : 0);
  return (value) => formatNumber(whole(value), language, 'auto');
}

/** Every digit, for ticks too close together for the short form. */
export function fullFormatter(format: ValueFormat): (value: number) => string {
  const { kind, currency, language } = format;
  if (kind === 'money') return (value) => formatMoney(Math.round(value), currency, '1', language);
  if (kind === 'percent') return (value) => formatPercent(value, language, 2);
  return (value) => formatNumber(value, language, kind === 'ratio' || Math.abs(value) < 10 ? 3 : 0);
}
