import compression from 'compression';
import express, { type Express } from 'express';
import type { AppContext } from '../jobs/index.js';
import { apiRoutes } from './api/api-routes.js';
import { assetRoutes } from './assets.js';
import { handleErrors, handleMissing } from './errors.js';
import { limitRate } from './rate.js';
import { rememberLanguage } from './request-language.js';
import { ownHostOnly, ownOriginOnly } from './request-origin.js';
import { compareRoutes } from './routes/compare.js';
import { healthRoutes } from './routes/health.js';
import { homeRoutes } from './routes/home.js';
import { jobRoutes } from './routes/jobs.js';
import { modelRoutes } from './routes/models.js';
import { planRoutes } from './routes/plans.js';
import { scenarioRoutes } from './routes/scenarios.js';
import { schemaRoutes } from './routes/schemas.js';
import { securityHeaders } from './security.js';
import { Submitted } from './submitted.js';

/** The web application over one home folder. */
export function createApp(context: AppContext): Express {
  const submitted = new Submitted();
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', false);
  app.use(securityHeaders());
  app.use(ownHostOnly());
  app.use(healthRoutes(context));
  app.use(assetRoutes());
  app.use(limitRate());
  app.use(ownOriginOnly());
  app.use(rememberLanguage());
  app.use(compression());
  app.use(homeRoutes(context));
  app.use(scenarioRoutes(context, submitted));
  app.use(planRoutes(context));
  app.use(compareRoutes(context));
  app.use(modelRoutes(context, submitted));
  app.use(jobRoutes(context, submitted));
  app.use(schemaRoutes());
  app.use('/api/v1', apiRoutes(context));
  app.use(handleMissing());
  app.use(handleErrors());
  return app;
}
