import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { installedRoot } from '../../jobs/index.js';

const schemas: Readonly<Record<string, string>> = {
  'model.schema.json': 'models/model.schema.json',
  'scenario.schema.json': 'scenarios/scenario.schema.json',
};

/** The JSON Schemas of the files, for editors. */
export function schemaRoutes(): Router {
  const router = Router();
  router.get('/schemas/:name', (request, response, next) => {
    const { name } = request.params;
    const path = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    const file = path === undefined ? null : join(installedRoot(), path);
    if (file === null || !existsSync(file)) next();
    else response.type('application/schema+json').sendFile(file);
  });
  return router;
}
