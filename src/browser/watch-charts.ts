/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Chart } from '../report/charts/index.js';
import { LiveChart } from './live-chart.js';

/** Charts come to life shortly before they are seen, and are laid out anew when their width changes. */
export function watchCharts(page: Document): void {
  const live = new Map<Element, LiveChart>();
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) live.get(target)?.fit();
  });
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        seen.unobserve(target);
        const chart = embeddedChart(target);
        if (chart === null) continue;
        live.set(target, new LiveChart(target, chart));
        resized.observe(target);
      }
    },
    { rootMargin: '300px' },
  );
  for (const panel of page.querySelectorAll('.panel[data-chart]')) seen.observe(panel);
}

/** The chart's plain data, which the server wrote beside its drawing. */
function embeddedChart(panel: HTMLElement): Chart | null {
  const text = panel.querySelector('script.chart-data')?.textContent ?? '';
  return text === '' ? null : (JSON.parse(text) as Chart);
}
