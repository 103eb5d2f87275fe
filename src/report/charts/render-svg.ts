import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Echarts from 'echarts';
import { drawChart, type Chart } from './chart.js';

export interface SvgText {
  /** Short accessible name. */
  readonly title: string;
  /** What the chart shows, in a sentence or two. */
  readonly description: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}

/**
 * Makes echarts' SVG fit for a page: its `<style>` and hover classes removed (our policy allows no style element), its
 * numbered ids renamed to ones that depend on the content alone, type left to the page, title and description added.
 */
function clean(svg: string, id: string, size: { width: number; height: number }, words: SvgText): string {
  const body = svg
    .slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/ pointer-events="[^"]*"/g, '')
    .replace(/font-family:[^;"]*;?/g, '')
    .replace(/<rect width="\d+" height="\d+" x="0" y="0" fill="(?:none|transparent)"><\/rect>\n?/, '')
    .replace(/\bzr\d+-([a-z]+\d+)\b/g, `${id}-$1`)
    .replace(/(\d+\.\d\d)\d+/g, '$1')
    .replace(/\n+/g, '\n');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" ` +
    `role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escapeXml(words.title)}</title>` +
    `<desc id="${id}-d">${escapeXml(words.description)}</desc>${body}</svg>`
  );
}

let engine: typeof Echarts | undefined;

/** Loaded with the first chart, in its one-file form: 0.1 s, where the modules take 0.4. */
function echarts(): typeof Echarts {
  engine ??= createRequire(import.meta.url)('echarts') as typeof Echarts;
  return engine;
}

const cache = new Map<string, string>();
const cacheSize = 2000;

/**
 * Draws a chart on the server for a width in pixels. The same chart and words always give the same text, ids
 * included; drawings are kept by the hash of their content.
 */
export function renderSvg(chart: Chart, width: number, words: SvgText): string {
  const content = JSON.stringify([chart, width, words.title, words.description]);
  const hash = createHash('sha256').update(content).digest('hex');
  const found = cache.get(hash);
  if (found !== undefined) return found;
  const drawing = drawChart(chart, width);
  const canvas = echarts().init(null, null, { renderer: 'svg', ssr: true, width, height: drawing.height });
  try {
    canvas.setOption(drawing.option);
    const svg = clean(canvas.renderToSVGString(), `c${hash.slice(0, 10)}`, drawing, words);
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
    cache.set(hash, svg);
    return svg;
  } finally {
    canvas.dispose();
  }
}
