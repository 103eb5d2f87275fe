/// <reference lib="dom" />
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, AxisPointerComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { drawChart, type Chart } from '../report/charts/index.js';
import { withTooltip } from './tooltips.js';

use([
  AriaComponent,
  AxisPointerComponent,
  CustomChart,
  GridComponent,
  LineChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
]);

/**
 * A chart of the page drawn again by the same code, at the width it has, with a tooltip. It takes the place of the
 * server's drawing on the screen, and keeps that one's name and description.
 */
export class LiveChart {
  readonly #panel: HTMLElement;
  readonly #chart: Chart;
  readonly #place: HTMLElement;
  #canvas: EChartsType | null = null;
  #width = 0;

  constructor(panel: HTMLElement, chart: Chart) {
    this.#panel = panel;
    this.#chart = chart;
    this.#place = document.createElement('div');
    this.#place.className = 'live';
    this.#place.setAttribute('role', 'img');
    const label = ['title', 'desc'].map((part) => panel.querySelector(`svg > ${part}`)?.textContent ?? '');
    this.#place.setAttribute('aria-label', label.filter((text) => text !== '').join('. '));
    panel.append(this.#place);
    this.fit();
  }

  /** Draws at the width of the panel, unless it is drawn so already. */
  fit(): void {
    const width = Math.floor(this.#panel.clientWidth);
    if (width < 1 || width === this.#width) return;
    this.#width = width;
    const drawing = drawChart(this.#chart, width);
    this.#panel.classList.add('is-live');
    this.#place.style.height = `${drawing.height}px`;
    this.#canvas?.dispose();
    this.#canvas = init(this.#place, null, { renderer: 'svg', width, height: drawing.height });
    this.#canvas.setOption(withTooltip(this.#chart, drawing));
  }
}
