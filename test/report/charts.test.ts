import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawChart, widths, type Chart, type ValueFormat } from '../../src/report/charts/index.js';
import { renderSvg } from '../../src/report/charts/render-svg.js';
import { extent, fitText, niceScale, textWidth, tickFormatter } from '../../src/report/charts/scale.js';

const format: ValueFormat = { kind: 'money', currency: 'GBP', language: 'en' };
const words = { title: 'A <title>', description: 'What & why' };

const charts: readonly Chart[] = [
  {
    kind: 'diverging-bars',
    input: {
      rows: [
        { label: 'TV', value: -2, valueText: '−£2' },
        { label: 'Video', value: 3, valueText: '+£3' },
      ],
      format,
    },
  },
  {
    kind: 'dot-intervals',
    input: {
      rows: [
        {
          label: 'TV',
          valueText: '1.2',
          marks: [
            { look: 'plan', value: 1.2, low: 0.4, high: 9, label: 'A' },
            { look: 'reference', value: 1, label: 'B' },
          ],
        },
      ],
      format,
      ticks: [{ value: 1, label: 'Break-even', bold: true }],
      connect: true,
      withZero: true,
      stagger: false,
      cutAt: 4,
    },
  },
  {
    kind: 'time-lines',
    input: {
      periods: ['a', 'b', 'c'],
      periodLabels: ['a', 'b', 'c'],
      lines: [
        { label: 'Actual', look: 'actual', values: [1, 2, null] },
        { label: 'Plan', look: 'plan', values: [null, 2, 3] },
      ],
      bands: [{ low: [null, 1, 2], high: [null, 3, 4], hatched: true }],
      zones: [{ from: 1, to: 2, label: 'Plan', shaded: true }],
      format,
      withZero: true,
    },
  },
  {
    kind: 'response-curve',
    input: {
      points: [
        { x: 0, mid: 0, low: 0, high: 0 },
        { x: 10, mid: 5, low: 3, high: 8 },
        { x: 20, mid: 7, low: 4, high: 12 },
      ],
      seenUpTo: 12,
      dots: [
        { look: 'plan', x: 9, label: 'plan' },
        { look: 'reference', x: 9, label: 'reference' },
      ],
      xFormat: format,
      yFormat: format,
      top: null,
      bottom: null,
      colour: '#1d5a9e',
    },
  },
  {
    kind: 'stacked-areas',
    input: {
      periodLabels: ['a', 'b'],
      layers: [
        { label: 'TV', colour: '#1d5a9e', values: [1, 2] },
        { label: 'Price', colour: '#ad4e17', values: [-1, 1] },
      ],
      format,
    },
  },
];

describe.each(charts.map((chart) => [chart.kind, chart] as const))('%s', (_, chart) => {
  it.each([widths.wide, widths.narrow])('is drawn at %i pixels as SVG that our policy allows', (width) => {
    const svg = renderSvg(chart, width, words);
    expect(svg).toMatch(new RegExp(`^<svg [^>]*viewBox="0 0 ${width} ${drawChart(chart, width).height}"`));
    expect(svg).toContain('A &lt;title&gt;</title>');
    expect(svg).toContain('What &amp; why</desc>');
    expect(svg).not.toMatch(/<style|class="|<script|NaN|Infinity|font-family|zr\d/);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it('has ids that depend on its content only', () => {
    const first = renderSvg(chart, 500, words);
    expect(renderSvg(JSON.parse(JSON.stringify(chart)) as Chart, 500, words)).toBe(first);
    expect(/ id="([^"]+)"/.exec(renderSvg(chart, 500, { ...words, title: 'Other' }))![1]).not.toBe(
      / id="([^"]+)"/.exec(first)![1],
    );
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });
});

describe('notation', () => {
  it('hatches what has not happened, and not what has', () => {
    const band = charts[2] as Extract<Chart, { kind: 'time-lines' }>;
    const past: Chart = {
      ...band,
      input: { ...band.input, bands: band.input.bands.map((one) => ({ ...one, hatched: false })) },
    };
    expect(renderSvg(band, 600, words)).toContain('<pattern');
    expect(renderSvg(past, 600, words)).not.toContain('<pattern');
  });

  it('dashes a response beyond what was seen, and only there', () => {
    const curve = charts[3] as Extract<Chart, { kind: 'response-curve' }>;
    const seen: Chart = { ...curve, input: { ...curve.input, seenUpTo: null } };
    expect(renderSvg(curve, 318, words)).toContain('stroke-dasharray="5,4"');
    expect(renderSvg(seen, 318, words)).not.toContain('stroke-dasharray');
  });
});

describe('scales', () => {
  it('hold all values between round ends, in steps that divide them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        fc.integer({ min: 2, max: 8 }),
        fc.boolean(),
        (from, span, ticks, zero) => {
          const to = from + span;
          fc.pre(span > Math.abs(from) * 1e-9);
          const { low, high, step } = niceScale(from, to, ticks, zero);
          const slack = 1e-6 * step;
          expect(low).toBeLessThanOrEqual(from + slack);
          expect(high).toBeGreaterThanOrEqual(to - slack);
          if (zero) expect(low <= slack && high >= -slack).toBe(true);
          expect((high - low) / step).toBeLessThanOrEqual(2.6 * ticks + 2);
        },
      ),
    );
  });

  it('write ticks in full where the short form would make two alike', () => {
    const short = (value: number): string => value.toPrecision(2);
    const full = (value: number): string => String(value);
    expect(tickFormatter({ low: 0, high: 10, step: 5 }, short, full)(5)).toBe('5.0');
    expect(tickFormatter({ low: 1000, high: 1010, step: 5 }, short, full)(1005)).toBe('1005');
  });

  it('survive nothing to show', () => {
    expect(extent([null, NaN])).toEqual([0, 1]);
    expect(niceScale(3, 3, 4, false).high).toBeGreaterThan(3);
  });

  it('cut a long label to its place, counting Han as full-width', () => {
    expect(textWidth('电视', 10)).toBe(20);
    const cut = fitText('社交媒体与短视频', 12, 60);
    expect(cut).toMatch(/…$/);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(60);
    expect(fitText('TV', 12, 60)).toBe('TV');
  });
});
