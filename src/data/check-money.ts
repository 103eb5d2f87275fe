import { periodsWhere } from './check-levels.js';
import { thresholds, type Check } from './check-context.js';
import type { Fault } from './fault.js';
import { boughtMedia, type ChannelSeries } from './panel.js';
import { median, robustSd } from './robust.js';
import { soundsDemandDriven } from './words.js';

function sum(values: ArrayLike<number>, periods: readonly number[]): number {
  return periods.reduce((total, period) => total + (values[period] ?? 0), 0);
}

function checkSpendAgainstMedia(check: Check, channel: ChannelSeries): Fault[] {
  if (channel.mediaIsSpend) return [];
  const { spend, id } = channel;
  const media = boughtMedia(channel);
  const part = channel.frequency === undefined ? 'media' : 'reach';
  const faults: Fault[] = [];
  const total = sum(
    spend,
    periodsWhere(spend, () => true),
  );
  const unused = periodsWhere(spend, (value, period) => value > 0 && media[period] === 0);
  if (unused[0] !== undefined) {
    const params = { sharePct: total > 0 ? (100 * sum(spend, unused)) / total : 0 };
    faults.push(
      check.report('spend-without-media', 'review', { id, part: 'spend' }, unused, spend[unused[0]] ?? NaN, params),
    );
  }
  const free = periodsWhere(media, (value, period) => value > 0 && spend[period] === 0);
  if (free[0] !== undefined) {
    faults.push(check.report('media-without-spend', 'review', { id, part }, free, media[free[0]] ?? NaN));
  }

  const both = periodsWhere(spend, (value, period) => value > 0 && (media[period] ?? 0) > 0);
  const logs = both.map((period) => Math.log((spend[period] ?? NaN) / (media[period] ?? NaN)));
  const center = median(logs);
  const reach = Math.max(Math.log(thresholds.costFactor), thresholds.costSds * robustSd(logs));
  const odd = both.filter((_, index) => Math.abs((logs[index] ?? center) - center) > reach);
  const [first] = odd;
  // Where a tenth of the weeks are odd, the cost has moved: that is a jump of unit, not outliers.
  if (first !== undefined && odd.length <= Math.max(1, both.length / 10)) {
    const cost = (spend[first] ?? NaN) / (media[first] ?? NaN);
    const params = { cost, median: Math.exp(center), factor: Math.exp(reach) };
    faults.push(check.report('cost-per-unit-odd', 'review', { id, part }, odd, cost, params));
  } else if (first !== undefined) {
    const params = { least: Math.exp(Math.min(...logs)), most: Math.exp(Math.max(...logs)), median: Math.exp(center) };
    faults.push(check.report('cost-per-unit-spread', 'review', { id, part }, odd, Math.exp(center), params));
  }
  return faults;
}

function checkHistory(check: Check, channel: ChannelSeries): Fault[] {
  const { panel, expectations, report } = check;
  const { media, id } = channel;
  const firstCounted = panel.inLikelihood.indexOf(1);
  // Rows of media history before the first KPI do what `history_before` would have to guess.
  if (expectations.historyBefore !== 'zero' || firstCounted >= thresholds.firstPeriods) return [];
  const on = periodsWhere(media, (value) => value > 0);
  const opening = on.filter((period) => period < thresholds.firstPeriods).length;
  const share = on.length / panel.periods.length;
  if (opening < thresholds.firstPeriods || share < thresholds.alwaysOn) return [];
  const params = { onPct: 100 * share, threshold: 100 * thresholds.alwaysOn };
  const part = channel.mediaIsSpend ? 'spend' : channel.frequency === undefined ? 'media' : 'reach';
  return [report('history-zero', 'review', { id, part }, [0], media[0] ?? NaN, params)];
}

function checkDemand(check: Check, channel: ChannelSeries): Fault[] {
  const { expectations, report } = check;
  const series = { id: channel.id, part: 'spend' } as const;
  if (expectations.demandDriven.includes(channel.id)) {
    return expectations.hasDemandControl ? [] : [report('demand-without-control', 'review', series, [], channel.id)];
  }
  return soundsDemandDriven(channel.id) ? [report('demand-driven-name', 'note', series, [], channel.id)] : [];
}

/** Checks that set a channel's spend against its media, its history and what drives it. */
export function checkMoney(check: Check): Fault[] {
  return check.panel.channels.flatMap((channel) => [
    ...checkSpendAgainstMedia(check, channel),
    ...checkHistory(check, channel),
    ...checkDemand(check, channel),
  ]);
}
