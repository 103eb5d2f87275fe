import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fittedHome, root, startServer, type Server } from '../support/fitted-home.js';

let home: Awaited<ReturnType<typeof fittedHome>>;
let server: Server;
let openapi: OpenApi;

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object };
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

beforeAll(async () => {
  home = await fittedHome();
  server = await startServer(home.path);
  await server.ready();
  openapi = (await get('/openapi.json')).body as OpenApi;
});
afterAll(async () => {
  await server.stop();
  home.remove();
});

interface Got {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: unknown;
}

async function ask(path: string, init: RequestInit = {}): Promise<Got> {
  const base = path.startsWith('/api/') ? '' : '/api/v1';
  const answer = await fetch(new URL(`${base}${path}`, server.url), init);
  const text = await answer.text();
  const type = (answer.headers.get('content-type') ?? '').replace(/;.*/, '');
  return {
    status: answer.status,
    type,
    location: answer.headers.get('location'),
    body: text === '' ? null : JSON.parse(text),
  };
}
const get = (path: string): Promise<Got> => ask(path);

/** Holds a body against the description of the API. */
function expectDescribed(path: string, method: string, { status, type, body }: Got): void {
  const schema = openapi.paths[path]?.[method]?.responses[String(status)]?.content?.[type]?.schema;
  expect(schema, `${method} ${path} ${status} ${type}`).toBeDefined();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const valid = ajv.validate({ ...schema, components: openapi.components }, body);
  expect(ajv.errors, `${method} ${path}`).toBeNull();
  expect(valid).toBe(true);
}

const scenario = (id: string): string =>
  readFileSync(join(root, 'scenarios/holiday-agency-plan.yaml'), 'utf8').replace(/^id: .*$/m, `id: ${id}`);
const yaml = (body: string): RequestInit => ({ method: 'POST', body, headers: { 'Content-Type': 'application/yaml' } });

/** 201 at once, or after the job of a 202 is done. */
async function made(answer: Got): Promise<Got> {
  let current = answer;
  for (let turn = 0; current.status === 202 && turn < 200; turn += 1) {
    expectDescribed('/plans', 'post', current);
    const job = await get(current.location ?? '');
    const { state, made: href } = job.body as { state: string; made: string | null };
    if (state === 'done') return { ...(await get(href ?? '')), status: 201, location: href };
    expect(['waiting', 'running']).toContain(state);
    await new Promise((resolve) => setTimeout(resolve, 150));
    current = { ...current };
  }
  return current;
}

describe('what is saved', () => {
  it.each(['models', 'scenarios', 'plans', 'comparisons', 'jobs'])('lists %s as described', async (what) => {
    const answer = await get(`/${what}`);
    expect(answer.status).toBe(200);
    expectDescribed(`/${what}`, 'get', answer);
    if (what !== 'jobs') expect((answer.body as { items: unknown[] }).items.length).toBeGreaterThan(0);
  });

  it('holds a plan of every shipped scenario', async () => {
    const { items } = (await get('/plans')).body as { items: { scenario: { id: string } }[] };
    const planned = new Set(items.map((plan) => plan.scenario.id));
    const shipped = readdirSync(join(root, 'scenarios')).filter((name) => name.endsWith('.yaml'));
    expect(shipped.length).toBeGreaterThan(0);
    expect(shipped.filter((name) => !planned.has(name.replace('.yaml', '')))).toEqual([]);
  });

  it('shows each one under its own address', async () => {
    for (const what of ['models', 'scenarios', 'plans', 'comparisons'] as const) {
      const { items } = (await get(`/${what}`)).body as { items: { self: string }[] };
      const one = await get(items[0]?.self ?? '');
      expect(one.status).toBe(200);
      expectDescribed(`/${what}/{id}`, 'get', one);
    }
  });

  it('is 404 as a problem document where there is nothing', async () => {
    for (const what of ['models', 'scenarios', 'plans', 'jobs'] as const) {
      const answer = await get(`/${what}/none`);
      expect(answer).toMatchObject({ status: 404, type: 'application/problem+json' });
      expectDescribed(`/${what}/{id}`, 'get', answer);
    }
    expect((await get('/nothing')).type).toBe('application/problem+json');
  });

  it('names the methods that an address takes', async () => {
    const answer = await fetch(new URL('/api/v1/plans', server.url), { method: 'PUT' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });
});

describe('making', () => {
  it('plans a scenario sent as YAML', async () => {
    const answer = await made(await ask('/plans', yaml(scenario('api-yaml'))));
    expect(answer.location).toBe('/api/v1/plans/api-yaml@1');
    expectDescribed('/plans', 'post', answer);
    expect(answer.body).toMatchObject({ plan: { id: 'api-yaml@1' }, totals: { spend: 5_360_000 } });
  });

  it('plans the same scenario sent as a form, and answers with the scenario', async () => {
    const form = new FormData();
    form.append('text', scenario('api-form'));
    const answer = await made(await ask('/scenarios', { method: 'POST', body: form }));
    expect([201, 202]).toContain(answer.status);
    const saved = await get('/scenarios/api-form');
    expect(saved.body).toMatchObject({ id: 'api-form', version: 1, plans: ['api-form@1'] });
  });

  it('refuses a faulty scenario with every fault in the reader’s language, and saves nothing', async () => {
    const text = scenario('api-faulty').replace('channel: radio', 'channel: radoi').replace('owner:', 'ownr:');
    const answer = await ask('/plans', {
      ...yaml(text),
      headers: { 'Accept-Language': 'zh-CN', 'Content-Type': 'application/yaml' },
    });
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' });
    expectDescribed('/plans', 'post', answer);
    const { faults } = answer.body as {
      faults: { code: string; where: { line: number; column: number }; why: string }[];
    };
    expect(faults.map((fault) => fault.code)).toEqual(expect.arrayContaining(['unknown-key', 'unknown-channel']));
    for (const fault of faults) {
      expect(fault.where.line).toBeGreaterThan(0);
      expect(fault.where.column).toBeGreaterThan(0);
      expect(fault.why).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await get('/scenarios/api-faulty')).status).toBe(404);
  });

  it('compares plans, against the baseline that is named', async () => {
    const plans = ['holiday-last-year@1', 'holiday-best-mix@1'];
    const body = JSON.stringify({ plans, baseline: plans[1] });
    const answer = await ask('/comparisons', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    expect(answer.status).toBe(201);
    expectDescribed('/comparisons', 'post', answer);
    expect(answer.body).toMatchObject({ baseline: 'holiday-best-mix@1' });
    expect((await get(answer.location ?? '')).body).toEqual(answer.body);
  });

  it.each([[['holiday-last-year@1']], [['holiday-last-year@1', 'none']], [['a.yaml', '/etc/passwd']], [[]]])(
    'refuses to compare %j',
    async (plans) => {
      const body = JSON.stringify({ plans });
      const answer = await ask('/comparisons', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
      });
      expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' });
      expectDescribed('/comparisons', 'post', answer);
    },
  );

  it('answers text that is no JSON', async () => {
    const answer = await ask('/comparisons', {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
  });

  it('fits a model as a job, which DELETE cancels', async () => {
    const form = new FormData();
    const model = readFileSync(join(root, 'models/national-retailer/model.yaml'), 'utf8').replace(
      /^id: .*$/m,
      'id: api-model',
    );
    form.append('files', new Blob([model]), 'model.yaml');
    form.append('files', new Blob([readFileSync(join(root, 'models/national-retailer/data.csv'))]), 'data.csv');
    const answer = await ask('/models', { method: 'POST', body: form });
    expect(answer.status).toBe(202);
    expectDescribed('/models', 'post', answer);
    const job = answer.location ?? '';
    expect((await ask(job, { method: 'DELETE' })).status).toBe(204);
    expect((await get(job)).body).toMatchObject({ state: 'cancelled', result: null });
    expect((await ask(job, { method: 'DELETE' })).status).toBe(409);
    expect((await get('/models/api-model')).status).toBe(404);
  });
});

describe('a plan as files', () => {
  it.each([
    ['html', 'text/html', /^<!doctype html>/],
    ['json', 'application/json', /^\{"plan":/],
    ['csv', 'text/csv', /^\uFEFF?channel,/],
    ['yaml', 'application/yaml', /schema: mixplan\/scenario@1/],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /^PK/],
  ])('comes as .%s', async (form, type, begins) => {
    const answer = await fetch(new URL(`/plans/holiday-best-mix@1.${form}`, server.url));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('content-disposition')).toContain(`filename="holiday-best-mix-v1.${form}"`);
    expect(await answer.text()).toMatch(begins);
  });

  it('is shown as a page under its own policy', async () => {
    const answer = await fetch(new URL('/plans/holiday-best-mix@1.html', server.url));
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'/);
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('the start', () => {
  it('listens within three seconds', () => {
    // Twice that on a machine that runs other tests beside.
    expect(server.listenedAfter).toBeLessThan(6000);
  });
});

describe('a model from one’s own table', () => {
  const post = async (path: string, form: FormData): Promise<{ status: number; text: string }> => {
    const answer = await fetch(new URL(path, server.url), { method: 'POST', body: form, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const withTable = (content: string | Uint8Array<ArrayBuffer>, name = 'shop.csv'): FormData => {
    const form = new FormData();
    form.append('files', new Blob([content]), name);
    return form;
  };

  it('is drafted, and the table is kept for the fit', async () => {
    const table = Uint8Array.from(readFileSync(join(root, 'models/national-retailer/data.csv')));
    const drafted = await post('/models/draft', withTable(table));
    expect(drafted.status).toBe(200);
    expect(drafted.text).toContain('schema: mixplan/model@1');
    const kept = /name="kept" value="([^"]+)"/.exec(drafted.text)?.[1] ?? '';
    const form = new FormData();
    form.append('kept', kept);
    form.append('text', 'schema: mixplan/model@1\nid: own\ndata: {file: shop.csv, date: nothing}\n');
    const refused = await post('/models', form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`value="${kept}"`);
    expect(refused.text).toContain('model.yaml:');
    expect(refused.text).not.toContain('was not sent');
  });

  it.each([
    ['an empty table', ''],
    ['prose', 'This is not a table.'],
    ['a NUL byte', 'date,sales\n2024-01-01,\u00001\n'],
  ])('is refused for %s', async (_name, content) => {
    const refused = await post('/models/draft', withTable(content));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('class="fault fault-error"');
  });
});
