import { createHash } from 'node:crypto';
import { expect } from 'vitest';

/** Everything between `<figure class="chart…">` and its end. */
export function figuresOf(html: string): string[] {
  return [...html.matchAll(/<figure class="chart[\s\S]*?<\/figure>/g)].map(([figure]) => figure);
}

/** What a reader sees: tags, drawings' ids, styles and downloads taken away. */
export function visibleText(html: string): string {
  return html
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&#x27;|&#39;/g, '’')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
}

export function expectSelfContained(html: string): void {
  expect(Buffer.byteLength(html)).toBeLessThan(2 * 1024 * 1024);
  const addresses = [...html.matchAll(/(?:src|href|action|srcset|poster)="([^"]*)"/g)].map(([, address]) => address!);
  for (const address of addresses) expect(address).toMatch(/^(#|data:)/);
  const styles = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
  expect(styles).not.toMatch(/@import|url\(/);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
    .exec(html)![1]!
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain(`'sha256-${createHash('sha256').update(styles, 'utf8').digest('base64')}'`);
  expect(html).not.toContain('<script');
}

export function expectUniqueIds(html: string): void {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const [, refs] of html.matchAll(/aria-labelledby="([^"]+)"/g))
    for (const ref of refs!.split(' ')) expect(ids).toContain(ref);
}

/** Title, subtitle, summary, drawing with title and description; and a table with its CSV, in the figure or after it. */
export function expectFiguresComplete(html: string): void {
  const figures = figuresOf(html);
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    expect(figure).toMatch(/<figcaption>\s*<h3>[^<]{8,}<\/h3>\s*<p class="subtitle">[^<]{8,}<\/p>/);
    expect(figure).toMatch(/<p class="summary">[^<]{8,}<\/p>/);
    expect(figure).toMatch(
      /<svg [^>]*role="img"[^>]*aria-labelledby="[^"]+"[^>]*><title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/,
    );
    const after = html.slice(html.indexOf(figure), html.indexOf(figure) + figure.length + 600);
    expect(after).toMatch(/<table class="data"|<div class="table-box/);
  }
  const tables = html.match(/<table class="data"/g)?.length ?? 0;
  expect(html.match(/<a class="csv" download="[^"]+\.csv" href="data:text\/csv/g)?.length).toBeGreaterThanOrEqual(
    tables,
  );
}
