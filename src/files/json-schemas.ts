import { z } from 'zod';
import { modelSchema } from './schema/model-schema.js';
import { scenarioSchema } from './schema/scenario-schema.js';

/** JSON Schema (2020-12) as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** Where editors find the schema of the files, on the server. */
export const schemaPaths = { model: '/schemas/model.schema.json', scenario: '/schemas/scenario.schema.json' } as const;

function generate(schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw' });
  return { $schema, title, ...rest };
}

export function modelJsonSchema(): JsonSchema {
  return generate(modelSchema, 'mixplan model file');
}

/** A file with `parent` holds only the differences: what is required there is required of the whole. */
export function scenarioJsonSchema(): JsonSchema {
  const { properties, ...rest } = generate(scenarioSchema, 'mixplan scenario file');
  const { window, ...others } = properties as { window: JsonSchema } & Record<string, JsonSchema>;
  const { required: windowRequired, ...windowRest } = window;
  return {
    ...rest,
    properties: { ...others, window: windowRest },
    required: ['schema', 'id'],
    if: { required: ['parent'] },
    then: {},
    else: { required: rest['required'], properties: { window: { type: 'object', required: windowRequired } } },
  };
}

const generated = new Map<z.ZodType, JsonSchema>();

/** Keys that may stand in the mapping at a path, every option of a union together. */
export function keysAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let root = generated.get(schema);
  if (root === undefined) {
    root = z.toJSONSchema(schema, { io: 'input' });
    generated.set(schema, root);
  }
  let here: JsonSchema[] = optionsOf(root, root);
  for (const step of path)
    here = here.flatMap((option) => childrenOf(option, step)).flatMap((child) => optionsOf(child, root));
  return [...new Set(here.flatMap((option) => Object.keys((option['properties'] as JsonSchema | undefined) ?? {})))];
}

function childrenOf(schema: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === 'number') return isSchema(schema['items']) ? [schema['items']] : [];
  const named = (schema['properties'] as JsonSchema | undefined)?.[step];
  if (isSchema(named)) return [named];
  return isSchema(schema['additionalProperties']) ? [schema['additionalProperties']] : [];
}

function optionsOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const defined = (root['$defs'] as JsonSchema | undefined)?.[reference.replace('#/$defs/', '')];
    return isSchema(defined) ? optionsOf(defined, root) : [];
  }
  const options = schema['anyOf'];
  return Array.isArray(options) ? options.filter(isSchema).flatMap((option) => optionsOf(option, root)) : [schema];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
