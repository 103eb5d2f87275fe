import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { installedRoot } from '../jobs/index.js';

interface Asset {
  readonly bytes: Buffer;
  readonly type: string;
  /** Name with a hash of the content: it may be kept for ever. */
  readonly hashed: string;
}

const year = 365 * 86_400;

const files = [
  { name: 'mixplan.css', path: 'views/assets/mixplan.css', type: 'text/css; charset=utf-8' },
  { name: 'icon.svg', path: 'views/assets/icon.svg', type: 'image/svg+xml' },
  { name: 'page.js', path: 'dist/browser/page.js', type: 'text/javascript; charset=utf-8' },
] as const;

let loaded: ReadonlyMap<string, Asset> | null = null;

function assets(): ReadonlyMap<string, Asset> {
  loaded ??= new Map(
    files
      .map((file) => ({ ...file, path: join(installedRoot(), file.path) }))
      .filter(({ path }) => existsSync(path))
      .map(({ name, path, type }) => {
        const bytes = readFileSync(path);
        const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
        return [name, { bytes, type, hashed: name.replace('.', `.${hash}.`) }];
      }),
  );
  return loaded;
}

/** Addresses of what every page loads. */
export function pageAssets(): { readonly css: string; readonly script: string | null } {
  const script = assets().get('page.js');
  return {
    css: `/assets/${assets().get('mixplan.css')?.hashed ?? 'mixplan.css'}`,
    script: script === undefined ? null : `/assets/${script.hashed}`,
  };
}

/** Style sheet, script and icon; under their hashed names browsers keep them for a year. */
export function assetRoutes(): Router {
  const router = Router();
  router.get('/assets/:name', (request, response, next) => {
    const { name } = request.params;
    const found = [...assets()].find(([plain, asset]) => name === plain || name === asset.hashed);
    if (found === undefined) {
      next();
      return;
    }
    const [, asset] = found;
    response
      .set('Cache-Control', name === asset.hashed ? `public, max-age=${year}, immutable` : 'no-cache')
      .set('Content-Type', asset.type)
      .send(asset.bytes);
  });
  router.get('/favicon.ico', (_request, response, next) => {
    const icon = assets().get('icon.svg');
    if (icon === undefined) next();
    else response.set('Cache-Control', 'public, max-age=86400').set('Content-Type', icon.type).send(icon.bytes);
  });
  return router;
}
