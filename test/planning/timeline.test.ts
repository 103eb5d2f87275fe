import { describe, expect, it } from 'vitest';
import { dayOf, makePeriods, type Grain, type Panel } from '../../src/data/index.js';
import { referencePeriods } from '../../src/planning/resolve/reference-spend.js';
import { timelineOf } from '../../src/planning/resolve/timeline.js';

function panelOf(grain: Grain, count: number): Panel {
  const labels = Array.from({ length: count }, (_, t) =>
    grain === 'weekly' ? dayOf(2023, 1, 2) + 7 * t : dayOf(2022 + Math.floor(t / 12), 1 + (t % 12), 1),
  );
  return {
    grain,
    dateMarks: 'start',
    periods: makePeriods(labels, grain, 'start'),
    groups: ['all'],
    inLikelihood: new Uint8Array(count).fill(1),
    kpis: [],
    channels: [],
    organic: [],
    treatments: [],
    controls: [],
    holidays: [],
  };
}

const months = panelOf('monthly', 36);
const weeks = panelOf('weekly', 104);
const noHolidays = { country: null, include: 'default', windows: {} } as const;

describe('the periods of a plan', () => {
  it('are whole months of a monthly model, whatever their length', () => {
    const { value } = timelineOf({ window: { start: '2025-02-01', end: '2025-04-30' }, runOutPeriods: 2 }, months);
    expect(value!.data).toHaveLength(36);
    expect(value!.gap.map(({ label }) => label)).toEqual(['2025-01-01']);
    expect(value!.window.map(({ label }) => label)).toEqual(['2025-02-01', '2025-03-01', '2025-04-01']);
    expect(value!.runOut.map(({ label }) => label)).toEqual(['2025-05-01', '2025-06-01']);
  });

  it('that the window would cut are faults that name the nearest days', () => {
    const { faults } = timelineOf({ window: { start: '2025-02-03', end: '2025-04-29' }, runOutPeriods: 0 }, months);
    expect(faults.map(({ code, params }) => [code, params['before'], params['after']])).toEqual([
      ['window-start-inside-period', '2025-02-01', '2025-03-01'],
      ['window-end-inside-period', '2025-03-31', '2025-04-30'],
    ]);
  });

  it('leave out the data after the start of a window that lies in them', () => {
    const { value } = timelineOf({ window: { start: '2024-10-01', end: '2025-01-31' }, runOutPeriods: 0 }, months);
    expect(value!.data).toHaveLength(33);
    expect(value!.gap).toHaveLength(0);
    expect(value!.window).toHaveLength(4);
  });
});

describe('the reference periods', () => {
  const reference = (panel: Panel, start: string, end: string, country: 'CN' | null = null): string[] => {
    const timeline = timelineOf({ window: { start, end }, runOutPeriods: 0 }, panel).value!;
    const { value } = referencePeriods({ kind: 'last_year' }, timeline, panel, { ...noHolidays, country });
    return [...value!.periods.window].map((index) => panel.periods[index]!.label);
  };

  it('lie 364 days back, or the same month', () => {
    expect(reference(weeks, '2025-03-03', '2025-03-16')).toEqual(['2024-03-04', '2024-03-11']);
    expect(reference(months, '2025-02-01', '2025-03-31')).toEqual(['2024-02-01', '2024-03-01']);
  });

  it('follow a movable holiday: Spring Festival on 29 January 2025 and 10 February 2024', () => {
    expect(reference(weeks, '2025-01-27', '2025-02-02')).toEqual(['2024-01-29']);
    expect(reference(weeks, '2025-01-27', '2025-02-02', 'CN')).toEqual(['2024-02-05']);
  });

  it('go back by whole years until the data hold them, in a gap as well', () => {
    expect(reference(weeks, '2026-03-02', '2026-03-08')).toEqual(['2024-03-04']);
  });
});
