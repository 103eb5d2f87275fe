import { fault, type Fault } from '../../data/index.js';
import type { Assumptions, ScenarioLine } from '../scenario.js';

/** Prices of impressions are quoted per thousand. */
const perThousand = new Set(['cpm', 'mille', 'thousand', '千次', '千人成本']);
const oneUnit = new Set(['unit', 'cpu', '单位']);
/** Names for a price per click, view or point whatever the channel calls its unit. */
const quotedAs: Readonly<Record<string, readonly string[]>> = {
  cpc: ['click', 'clicks'],
  cpv: ['view', 'views'],
  cpp: ['grp', 'grps', 'trp', 'trps', 'point', 'points'],
  cprp: ['grp', 'grps', 'trp', 'trps', 'point', 'points'],
};

/** Factor on today's prices in the window: 1.04 for an inflation of 4 per cent. */
export function inflationOf(assumptions: Assumptions, channel: string): number {
  const table = assumptions.mediaInflationPct;
  const assumed = Object.hasOwn(table, channel)
    ? table[channel]
    : Object.hasOwn(table, 'default')
      ? table['default']
      : undefined;
  return 1 + (assumed?.mid ?? 0) / 100;
}

export interface LinePrice {
  /** Money per unit of media in the window, or null: the channel's own price. */
  readonly cost: number | null;
  /** Factor on the channel's own price where the line states only an inflation. */
  readonly factor: number;
  readonly faults: readonly Fault[];
}

/**
 * The price a line states. A stated price is what the line pays, raised by the inflation that stands beside it; the
 * scenario's inflation then does not apply. Where the model works on money, a price per unit has no meaning and only
 * the inflation counts.
 */
export function priceOf(
  line: ScenarioLine,
  unit: string | null,
  mediaIsSpend: boolean,
  channelInflation: number,
): LinePrice {
  if (line.cost === null) return { cost: null, factor: channelInflation, faults: [] };
  const { per, value, inflationPct } = line.cost;
  const path = `lines.${line.index}.cost`;
  const own = 1 + inflationPct / 100;
  if (mediaIsSpend) return { cost: null, factor: inflationPct === 0 ? channelInflation : own, faults: [] };
  const scale = unitsQuoted(per, unit);
  const faults: Fault[] = [];
  if (scale === null) {
    faults.push(
      fault('cost-unit', 'error', { file: '', path: `${path}.per` }, per, {
        unit: unit ?? 'unit',
        channel: line.channel,
      }),
    );
  }
  if (!(value > 0))
    faults.push(fault('cost-not-positive', 'error', { file: '', path: `${path}.value` }, String(value)));
  if (!(own > 0))
    faults.push(fault('inflation-too-low', 'error', { file: '', path: `${path}.inflation_pct` }, String(inflationPct)));
  return { cost: scale === null || faults.length > 0 ? null : (value / scale) * own, factor: channelInflation, faults };
}

/**
 * Units of media that a quoted price buys: 1 for `grp` on a channel bought by GRP, 1000 for `cpm`; null where the
 * quotation does not fit the channel's unit.
 */
export function unitsQuoted(per: string, unit: string | null): number | null {
  const quote = per.trim().toLowerCase();
  const own = unit?.trim().toLowerCase() ?? null;
  if (quote === own || oneUnit.has(quote)) return 1;
  if (perThousand.has(quote)) return 1000;
  if (Object.hasOwn(quotedAs, quote) && (own === null || quotedAs[quote]!.includes(own))) return 1;
  const plural = (a: string, b: string): boolean => a === `${b}s` || b === `${a}s`;
  return own !== null && plural(quote, own) ? 1 : null;
}
