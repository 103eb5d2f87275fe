import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponseObject } from 'zod-openapi';
import { productVersion } from '../../jobs/index.js';
import { apiBase } from './documents.js';
import {
  comparisonList,
  comparisonRequest,
  comparisonSchema,
  jobList,
  jobSchema,
  modelList,
  modelSchema,
  planList,
  planSchema,
  problemSchema,
  scenarioList,
  scenarioSchema,
} from './schemas.js';

const json = (schema: z.ZodType, description: string): ZodOpenApiResponseObject => ({
  description,
  content: { 'application/json': { schema } },
});

const problem = (description: string): ZodOpenApiResponseObject => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

const missing = problem('Nothing is saved under this id.');
const refused = problem('Every fault of what was sent, each with its place; nothing was saved.');
const accepted = json(jobSchema, 'Not ready after two seconds: the job that makes it, also named by Location.');

const multipart = z.object({
  files: z.array(z.string().meta({ format: 'binary' })).meta({ description: 'The file and the tables it names.' }),
  text: z.string().optional().meta({ description: 'The file as text, instead.' }),
});

const list = (operationId: string, schema: z.ZodType): ZodOpenApiOperationObject => ({
  operationId,
  responses: { '200': json(schema, 'Newest first.') },
});

const one = (operationId: string, id: z.ZodType<string>, schema: z.ZodType): ZodOpenApiOperationObject => ({
  operationId,
  requestParams: { path: z.object({ id }) },
  responses: { '200': json(schema, 'As saved.'), '404': missing },
});

const make = (operationId: string, schema: z.ZodType, description: string): ZodOpenApiOperationObject => ({
  operationId,
  description,
  requestBody: {
    required: true,
    content: {
      'application/yaml': { schema: z.string() },
      'application/json': { schema: z.record(z.string(), z.unknown()) },
      'multipart/form-data': { schema: multipart },
    },
  },
  responses: { '201': json(schema, 'Made; Location names it.'), '202': accepted, '422': refused },
});

const versioned = z.string().meta({ description: '`<id>` for the latest version, or `<id>@<version>`.' });
const planId = z
  .string()
  .meta({ description: '`<scenario>@<version>`, `<scenario>@<version>.<run>`, or a scenario id for its latest plan.' });

/** The description of `/api/v1`, OpenAPI 3.1. */
export function openApiDocument(): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'mixplan',
      version: productVersion(),
      description: 'Models, scenarios, plans and comparisons, as the pages show them. Faults are problem+json, 422.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiBase }],
    paths: {
      '/models': {
        get: list('listModels', modelList),
        post: make('makeModel', modelSchema, 'Fits a model file on the table it names; both in one multipart form.'),
      },
      '/models/{id}': { get: one('readModel', versioned, modelSchema) },
      '/scenarios': {
        get: list('listScenarios', scenarioList),
        post: make('makeScenario', scenarioSchema, 'Plans a scenario file and saves both.'),
      },
      '/scenarios/{id}': { get: one('readScenario', versioned, scenarioSchema) },
      '/plans': {
        get: list('listPlans', planList),
        post: make('makePlan', planSchema, 'Plans a scenario file and saves both.'),
      },
      '/plans/{id}': { get: one('readPlan', planId, planSchema) },
      '/comparisons': {
        get: list('listComparisons', comparisonList),
        post: {
          operationId: 'makeComparison',
          requestBody: { required: true, content: { 'application/json': { schema: comparisonRequest } } },
          responses: { '201': json(comparisonSchema, 'Location reproduces it.'), '422': refused },
        },
      },
      '/comparisons/{id}': {
        get: {
          operationId: 'readComparison',
          requestParams: {
            path: z.object({ id: z.string().meta({ description: 'Two to six plan ids, with commas between.' }) }),
            query: z.object({ baseline: z.string().optional() }),
          },
          responses: { '200': json(comparisonSchema, 'Side by side.'), '422': refused },
        },
      },
      '/jobs': { get: list('listJobs', jobList) },
      '/jobs/{id}': {
        get: one('readJob', z.string(), jobSchema),
        delete: {
          operationId: 'cancelJob',
          requestParams: { path: z.object({ id: z.string() }) },
          responses: {
            '204': { description: 'Cancelled.' },
            '404': missing,
            '409': problem('The job has ended.'),
          },
        },
      },
    },
  });
}
