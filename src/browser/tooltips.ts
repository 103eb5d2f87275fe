import type { EChartsOption, LineSeriesOption, ScatterSeriesOption, TooltipComponentOption } from 'echarts';
import { valueFormatter, type Chart, type Drawing } from '../report/charts/index.js';

/** What the pointer finds on charts that draw themselves: series that show nothing but know their figures. */
export function withTooltip(chart: Chart, drawing: Drawing): EChartsOption {
  const option = { ...drawing.option, animation: false };
  switch (chart.kind) {
    case 'time-lines':
    case 'traces':
      return option;
    case 'bars':
      return added(option, barsSeries(chart), itemTooltip(barsTexts(chart)));
    case 'stacked-areas':
      return added(option, layerSeries(chart), axisTooltip(valueFormatter(chart.input.format)));
    case 'response-curve':
      return added(option, curveSeries(chart), curveTooltip(chart));
    case 'dot-intervals':
      return added(option, intervalSeries(chart), itemTooltip(intervalTexts(chart)));
    case 'diverging-bars':
      return added(option, barSeries(chart), itemTooltip(barTexts(chart)));
  }
}

type Of<K extends Chart['kind']> = Extract<Chart, { kind: K }>;
type Hidden = LineSeriesOption | ScatterSeriesOption;

function added(option: EChartsOption, series: readonly Hidden[], tooltip: TooltipComponentOption): EChartsOption {
  const drawn = option.series;
  const all = [...(Array.isArray(drawn) ? drawn : drawn === undefined ? [] : [drawn]), ...series];
  return { ...option, series: all, tooltip: { ...quiet, ...tooltip } };
}

const quiet: TooltipComponentOption = {
  confine: true,
  transitionDuration: 0,
  textStyle: { fontSize: 13, fontFamily: 'inherit', color: '#17202b' },
  borderColor: '#dfe3e8',
  borderWidth: 1,
  padding: [8, 12],
  extraCssText: 'box-shadow: none',
};

const hidden = { silent: true, symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { opacity: 0 } } as const;

function layerSeries({ input }: Of<'stacked-areas'>): LineSeriesOption[] {
  return input.layers.map((layer) => ({
    ...hidden,
    type: 'line',
    name: layer.label,
    color: layer.colour,
    data: [...layer.values],
  }));
}

function axisTooltip(show: (value: number) => string): TooltipComponentOption {
  return { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? show(value) : '–') };
}

function curveSeries({ input }: Of<'response-curve'>): LineSeriesOption[] {
  return [{ ...hidden, type: 'line', data: input.points.map((point) => [point.x, point.mid]) }];
}

function curveTooltip({ input }: Of<'response-curve'>): TooltipComponentOption {
  const [x, y] = [valueFormatter(input.xFormat), valueFormatter(input.yFormat)];
  return {
    trigger: 'axis',
    formatter: (params) => {
      const point = input.points[dataIndexOf(params)];
      return point === undefined ? '' : `${x(point.x)} → ${y(point.mid)}<br>${y(point.low)} – ${y(point.high)}`;
    },
  };
}

function dataIndexOf(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  const index = typeof first === 'object' && first !== null && 'dataIndex' in first ? first.dataIndex : null;
  return typeof index === 'number' ? index : -1;
}

/** Texts of an item tooltip, by the index of the datum; plain text, escaped here. */
function itemTooltip(texts: readonly string[]): TooltipComponentOption {
  return { trigger: 'item', formatter: (params) => escaped(texts[dataIndexOf(params)] ?? '') };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '<br>');
}

/** A dot that the pointer finds without its being seen. */
function pointed(data: [number, number][]): ScatterSeriesOption[] {
  return [{ type: 'scatter', symbolSize: 26, itemStyle: { color: 'transparent' }, cursor: 'default', z: 20, data }];
}

function intervalSeries({ input }: Of<'dot-intervals'>): ScatterSeriesOption[] {
  return pointed(
    input.rows.flatMap((row, index) =>
      row.marks.map((mark): [number, number] => [Math.min(mark.value, input.cutAt ?? Infinity), index]),
    ),
  );
}

function intervalTexts({ input }: Of<'dot-intervals'>): string[] {
  const show = valueFormatter(input.format);
  return input.rows.flatMap((row) =>
    row.marks.map((mark) => {
      const range = mark.low === undefined || mark.high === undefined ? '' : `\n${show(mark.low)} – ${show(mark.high)}`;
      const name = mark.label === undefined ? row.label : `${row.label}, ${mark.label}`;
      return `${name}: ${show(mark.value)}${range}`;
    }),
  );
}

function barsSeries({ input }: Of<'bars'>): ScatterSeriesOption[] {
  const place = (input.to - input.from) / Math.max(1, input.values.length);
  return pointed(input.values.map((value, index) => [input.from + (index + 0.5) * place, value]));
}

function barsTexts({ input }: Of<'bars'>): string[] {
  const [x, y] = [valueFormatter(input.xFormat), valueFormatter(input.yFormat)];
  const place = (input.to - input.from) / Math.max(1, input.values.length);
  return input.values.map((value, index) => {
    const from = input.from + index * place;
    const where = input.wholeX ? x(from + place / 2) : `${x(from)} – ${x(from + place)}`;
    return `${where}: ${y(value)}`;
  });
}

function barSeries({ input }: Of<'diverging-bars'>): ScatterSeriesOption[] {
  return pointed(input.rows.map((row, index) => [row.value, index]));
}

function barTexts({ input }: Of<'diverging-bars'>): string[] {
  return input.rows.map((row) =>
    [`${row.label}: ${row.valueText}`, row.note ?? ''].filter((part) => part !== '').join('\n'),
  );
}
