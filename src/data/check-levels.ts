import { thresholds, type Check, type Watched } from './check-context.js';
import type { Fault } from './fault.js';
import { findLevelShift, median, robustSd } from './robust.js';

const MEDIA_PARTS: readonly Watched['part'][] = ['spend', 'media', 'reach', 'organic'];

/** Periods (indices) whose value passes the test; unread cells never do. */
export function periodsWhere(values: ArrayLike<number>, test: (value: number, index: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    if (!Number.isNaN(value) && test(value, index)) found.push(index);
  }
  return found;
}

function checkOne(check: Check, series: Watched): Fault[] {
  const { panel, report } = check;
  const { values, part } = series;
  const isMedia = MEDIA_PARTS.includes(part);
  // What leaves the likelihood still feeds the adstock, but tells nothing about a KPI or a control.
  const counted = periodsWhere(values, (_, index) => isMedia || panel.inLikelihood[index] === 1);
  const first = counted[0];
  if (first === undefined) return [];
  const faults: Fault[] = [];

  const negative = isMedia ? periodsWhere(values, (value) => value < 0) : [];
  if (negative[0] !== undefined) {
    const code = part === 'spend' ? 'spend-negative' : 'media-negative';
    const least = Math.min(...negative.map((index) => values[index] ?? 0));
    faults.push(report(code, 'error', series, negative, values[negative[0]] ?? NaN, { least }));
  }
  const start = values[first] ?? NaN;
  if (counted.length > 1 && counted.every((index) => values[index] === start)) {
    const code = isMedia && start === 0 ? 'channel-never-on' : 'column-constant';
    // One finding per channel: where the spend is all zero, so is most often its media.
    faults.push(report(code, 'error', series, [first], start));
    return faults;
  }
  const positive = counted.filter((index) => (values[index] ?? 0) > 0);
  if (isMedia && positive.length < thresholds.rarelyOn) {
    faults.push(
      report('channel-rarely-on', 'review', series, positive, positive.length, { threshold: thresholds.rarelyOn }),
    );
  }
  // A control that takes both signs has no unit to change.
  if (positive.length >= counted.length / 2 || isMedia) {
    const shift = findLevelShift(
      positive.map((index) => values[index] ?? NaN),
      thresholds.levelShift,
    );
    const at = shift === null ? undefined : positive[shift.at];
    if (shift !== null && at !== undefined) {
      const factor = shift.factor >= 1 ? shift.factor : 1 / shift.factor;
      const params = { factor, direction: shift.factor >= 1 ? 'up' : 'down', threshold: thresholds.levelShift };
      faults.push(report('level-shift', 'review', series, [at], values[at] ?? NaN, params));
    }
  }
  return faults;
}

/** Single values far off the values around them, as a strike, a typing error or a one-off event makes. */
function checkOutliers(check: Check, series: Watched): Fault[] {
  const counted = periodsWhere(series.values, (_, index) => check.panel.inLikelihood[index] === 1);
  const values = counted.map((index) => series.values[index] ?? NaN);
  const residuals = values.map((value, index) => value - median(values.slice(Math.max(0, index - 6), index + 7)));
  const sd = robustSd(residuals);
  const odd = counted.filter((_, index) => sd > 0 && Math.abs(residuals[index] ?? 0) > 6 * sd);
  const [first] = odd;
  if (first === undefined) return [];
  return [check.report('kpi-outlier', 'note', series, odd, series.values[first] ?? NaN, { threshold: 6 })];
}

function checkCounts(check: Check, series: Watched): Fault[] {
  if (check.expectations.kpiKinds[series.id] !== 'count') return [];
  const counted = periodsWhere(series.values, (_, index) => check.panel.inLikelihood[index] === 1);
  if (counted.length === 0) return [];
  const zeros = counted.filter((index) => series.values[index] === 0);
  const mean = counted.reduce((sum, index) => sum + (series.values[index] ?? 0), 0) / counted.length;
  const zeroShare = zeros.length / counted.length;
  if (zeroShare <= thresholds.sparseZeros && mean >= thresholds.sparseMean) return [];
  const params = {
    zeroPct: 100 * zeroShare,
    mean,
    zeroThreshold: 100 * thresholds.sparseZeros,
    meanThreshold: thresholds.sparseMean,
  };
  return [check.report('counts-sparse', 'review', series, zeros, mean, params)];
}

/** Checks that look at one series at a time: signs, levels, jumps, outliers. */
export function checkLevels(check: Check): Fault[] {
  return check.watched.flatMap((series) => {
    const faults = checkOne(check, series);
    if (series.part !== 'kpi') return faults;
    const negative = periodsWhere(series.values, (value) => value < 0);
    const [first] = negative;
    if (first !== undefined && check.expectations.kpiKinds[series.id] !== 'score') {
      faults.push(check.report('kpi-negative', 'review', series, negative, series.values[first] ?? NaN));
    }
    return [...faults, ...checkCounts(check, series), ...checkOutliers(check, series)];
  });
}
