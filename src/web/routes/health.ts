import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';

/** 503 with a percentage until the examples are ready, then 200. */
export function healthRoutes({ readiness }: AppContext): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    const { ready, percent } = readiness();
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'preparing', percent });
  });
  return router;
}
