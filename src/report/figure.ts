import { widths, type Chart } from './charts/index.js';
import { renderSvg } from './charts/render-svg.js';
import type { TableView } from './table.js';

/** One drawing of a figure; small multiples have several, each with its own heading. */
export interface Panel {
  readonly heading?: string;
  readonly chart: Chart;
  /** Width in pixels on a wide page; panels wrap. */
  readonly width?: number;
}

/** A chart as pages show it: the finding as its title, what is measured below, the figures behind it. */
export interface FigureView {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** The chart in a sentence or two, for those who do not see it. */
  readonly summary: string;
  readonly panels: readonly {
    readonly heading: string;
    readonly wide: string;
    readonly narrow: string;
    readonly width: number;
    /** The chart's plain data, `<` escaped: the page draws it again to make it live. */
    readonly data: string;
  }[];
  readonly small: boolean;
  /** Two charts that belong together, side by side where there is room. */
  readonly pair: boolean;
  readonly table: TableView;
  /** Source and model version. */
  readonly source: string;
}

/** JSON that can stand inside a script element: `<` and the two line separators are escaped. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function figure(options: {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly summary: string;
  readonly panels: readonly Panel[];
  readonly table: TableView;
  readonly source: string;
}): FigureView {
  const small = options.panels.some((panel) => (panel.width ?? widths.wide) <= widths.narrow);
  return {
    id: options.id,
    title: options.title,
    subtitle: options.subtitle,
    summary: options.summary,
    small,
    pair: !small && options.panels.length > 1 && options.panels.every(({ width = widths.wide }) => width < widths.wide),
    table: options.table,
    source: options.source,
    panels: options.panels.map((panel) => {
      const width = panel.width ?? widths.wide;
      const title = panel.heading === undefined ? options.title : `${panel.heading}: ${options.title}`;
      const text = { title, description: options.summary };
      return {
        heading: panel.heading ?? '',
        width,
        wide: renderSvg(panel.chart, width, text),
        narrow: width <= widths.narrow ? '' : renderSvg(panel.chart, widths.narrow, text),
        data: jsonForScript(panel.chart),
      };
    }),
  };
}
