import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { hasMessage, translator, type Language, type MessageParams } from '../language/index.js';
import { csvDataUri } from './csv.js';

/** What every page's frame needs; the page's own things stand in its view. */
export interface PageFrame {
  readonly language: Language;
  readonly title: string;
  /** Class of the body: `plan`, `home`, … */
  readonly kind: string;
  readonly footer?: string;
  readonly nav?: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  /** What can be done with the thing shown: files to take away, pages to go on to. The first is the main one. */
  readonly actions?: readonly { readonly href: string; readonly label: string; readonly download: string }[];
  readonly languages?: readonly {
    readonly code: Language;
    readonly label: string;
    readonly href: string;
    readonly current: boolean;
  }[];
  /** Addresses of what the page loads; a saved page loads nothing. */
  readonly assets?: { readonly css: string; readonly script: string | null };
}

interface Loaded {
  readonly engine: typeof Handlebars;
  readonly pages: ReadonlyMap<string, Handlebars.TemplateDelegate>;
  readonly css: string;
}

/** `views/` beside the package.json that holds this file, whether it runs from src or from dist. */
function findViews(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const views = join(folder, 'views');
    if (existsSync(join(folder, 'package.json')) && existsSync(views)) return views;
    if (dirname(folder) === folder) throw new Error('no views folder beside the package.json above this module');
  }
}

function templatesUnder(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [
        relative(folder, path)
          .split(sep)
          .join('/')
          .replace(/\.hbs$/, ''),
        path,
      ];
    });
}

const compileOptions = { strict: true, preventIndent: true } as const;

function addHelpers(engine: typeof Handlebars): void {
  // The page's language travels in the data of the template, since partials change the context.
  engine.registerHelper('t', (key: unknown, options: Handlebars.HelperOptions) => {
    const name = String(key);
    const root = options.data as { root: { page: PageFrame } };
    if (!hasMessage(name)) throw new Error(`no message "${name}"`);
    return translator(root.root.page.language)(name, options.hash as MessageParams);
  });
  engine.registerHelper('equal', (a: unknown, b: unknown) => a === b);
  engine.registerHelper('csvUri', (csv: unknown) => csvDataUri(String(csv)));
  engine.registerHelper(
    'numeric',
    (columns: readonly { numeric: boolean }[], index: number) => columns[index]?.numeric ?? false,
  );
}

const loaded = new Map<string, Loaded>();

/** Reads and compiles every template once; a template that does not compile stops the start. */
function load(views: string): Loaded {
  const found = loaded.get(views);
  if (found !== undefined) return found;
  const engine = Handlebars.create();
  addHelpers(engine);
  for (const [name, path] of templatesUnder(join(views, 'partials')))
    engine.registerPartial(name, engine.compile(readFileSync(path, 'utf8'), compileOptions));
  for (const [name, path] of templatesUnder(join(views, 'layouts')))
    engine.registerPartial(`layouts/${name}`, engine.compile(readFileSync(path, 'utf8'), compileOptions));
  const pages = new Map(
    templatesUnder(join(views, 'pages')).map(([name, path]) => [
      name,
      engine.compile(readFileSync(path, 'utf8'), compileOptions),
    ]),
  );
  const result = { engine, pages, css: readFileSync(join(views, 'assets', 'mixplan.css'), 'utf8') };
  loaded.set(views, result);
  return result;
}

/** The folder of templates and assets; the server serves `assets` below it. */
export function viewsFolder(): string {
  return findViews();
}

function render(name: string, view: unknown, page: Record<string, unknown>, views: string): string {
  const template = load(views).pages.get(name);
  if (template === undefined) throw new Error(`no page template "${name}"`);
  return template({ page, view }, { allowProtoPropertiesByDefault: false });
}

const frame = (page: PageFrame) => ({
  language: page.language,
  title: page.title,
  kind: page.kind,
  footer: page.footer ?? translator(page.language)('layout.footer'),
  nav: page.nav ?? [],
  languages: page.languages ?? [],
  actions: page.actions ?? [],
});

/** A page of the server: style sheet and script by address, as its Content-Security-Policy wants. */
export function renderPage(name: string, view: unknown, page: PageFrame, views: string = findViews()): string {
  return render(
    name,
    view,
    { ...frame(page), saved: false, assets: page.assets ?? { css: '/assets/mixplan.css', script: '/assets/page.js' } },
    views,
  );
}

/** The same page as one file: style inside and allowed by its hash, nothing loaded, nothing sent. */
export function renderSavedPage(name: string, view: unknown, page: PageFrame, views: string = findViews()): string {
  const css = minifyCss(load(views).css);
  const hash = createHash('sha256').update(css, 'utf8').digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; style-src-attr 'unsafe-inline'; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  return render(
    name,
    view,
    {
      ...frame(page),
      nav: [],
      languages: [],
      actions: [],
      saved: true,
      css,
      policy,
      assets: { css: '', script: null },
    },
    views,
  );
}

function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}
