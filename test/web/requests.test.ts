import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyServer, type EmptyServer } from './empty-server.js';

let server: EmptyServer;
beforeAll(async () => {
  server = await emptyServer();
});
afterAll(() => server.close());

const policy =
  "default-src 'none';script-src 'self';style-src 'self';style-src-attr 'unsafe-inline';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";

describe('headers', () => {
  it.each(['/', '/scenarios/new', '/models', '/compare', '/nothing-here', '/api/v1/plans'])(
    '%s carries the policy and no name of what serves it',
    async (path) => {
      const { headers } = await server.ask(path);
      expect(headers['content-security-policy']).toBe(policy);
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('lets assets be kept for ever under their hashed names only', async () => {
    const { text } = await server.ask('/');
    const css = /href="(\/assets\/mixplan\.[0-9a-f]{12}\.css)"/.exec(text)?.[1] ?? '';
    expect((await server.ask(css)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await server.ask('/assets/mixplan.css')).headers['cache-control']).toBe('no-cache');
    expect((await server.ask('/assets/mixplan.000000000000.css')).status).toBe(404);
    expect((await server.ask('/assets/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await server.ask('/favicon.ico')).headers['content-type']).toBe('image/svg+xml');
  });

  it('compresses pages', async () => {
    const { headers } = await server.ask('/scenarios/new', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(headers['content-encoding']).toBe('gzip');
  });
});

describe('where a request comes from', () => {
  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:PORT', 'mixplan:PORT'])(
    'refuses the host %s',
    async (host) => {
      const { status } = await server.ask('/', { headers: { Host: host.replace('PORT', String(server.port)) } });
      expect(status).toBe(421);
    },
  );

  it.each(['127.0.0.1:PORT', 'localhost:PORT', 'LocalHost:PORT', '[::1]:PORT'])('answers to %s', async (host) => {
    const { status } = await server.ask('/', { headers: { Host: host.replace('PORT', String(server.port)) } });
    expect(status).toBe(200);
  });

  it.each([
    ['another origin', { Origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { Origin: 'null' }, 403],
    ['our address by another scheme', { Origin: 'https://127.0.0.1:PORT' }, 403],
    ['a cross-site form', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another port of this machine', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' }, 403],
    ['our own page', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://127.0.0.1:PORT' }, 422],
    ['a program', {}, 422],
  ] as [string, Record<string, string>, number][])('answers a post of %s', async (_name, headers, status) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(server.port))]),
    );
    const answer = await server.ask('/scenarios', { method: 'POST', headers: filled });
    expect(answer.status).toBe(status);
  });

  it('lets no other site cancel a job', async () => {
    const headers = { Origin: 'https://evil.example' };
    expect((await server.ask('/api/v1/jobs/x', { method: 'DELETE', headers })).status).toBe(403);
  });
});

describe('language', () => {
  const languageOf = async (path: string, headers: Record<string, string> = {}): Promise<string | undefined> => {
    const { text } = await server.ask(path, { headers });
    return /<html lang="([^"]+)"/.exec(text)?.[1];
  };

  it('is that of the address, then the cookie, then the browser', async () => {
    const chinese = { 'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.5' };
    expect(await languageOf('/')).toBe('en');
    expect(await languageOf('/', chinese)).toBe('zh-CN');
    expect(await languageOf('/', { 'Accept-Language': 'zh-TW' })).toBe('zh-CN');
    expect(await languageOf('/', { 'Accept-Language': 'fr, de' })).toBe('en');
    expect(await languageOf('/', { ...chinese, Cookie: 'a=b; lang=en' })).toBe('en');
    expect(await languageOf('/?lang=zh-CN', { Cookie: 'lang=en' })).toBe('zh-CN');
    expect(await languageOf('/?lang=xx', { Cookie: 'lang=zh-CN' })).toBe('zh-CN');
    expect(await languageOf('/?lang=en&lang=zh-CN')).toBe('en');
  });

  it('is kept in a cookie that scripts cannot read', async () => {
    const { headers } = await server.ask('/?lang=zh-CN');
    expect(headers['set-cookie']?.[0]).toMatch(
      /^lang=zh-CN; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect((await server.ask('/')).headers['set-cookie']).toBeUndefined();
  });

  it('links to the same address in the other language', async () => {
    const { text } = await server.ask('/scenarios/new?kind=forecast');
    expect(text).toContain('href="/scenarios/new?kind&#x3D;forecast&amp;lang&#x3D;zh-CN"');
    // An address of two slashes must not become a link to another server.
    expect((await server.ask('//evil.example/')).text).not.toContain('href="//evil.example');
  });
});

describe('what is not there, or cannot be read', () => {
  it.each([
    '/nothing',
    '/plans/no-such-plan',
    '/plans/..%2f..%2fetc%2fpasswd',
    '/scenarios/none@4',
    '/models/none',
    '/jobs/none',
    '/schemas/none.json',
  ])('%s is a page that says so, in both languages', async (path) => {
    const english = await server.ask(path);
    expect(english.status).toBe(404);
    expect(english.text).toContain('Nothing is saved here');
    const chinese = await server.ask(`${path}?lang=zh-CN`);
    expect(chinese.status).toBe(404);
    expect(chinese.text).toContain('此处没有内容');
  });

  it('escapes the address that it repeats', async () => {
    const { text } = await server.ask('/%3Cscript%3Ealert(1)%3C/script%3E');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)');
  });

  it('answers a malformed address', async () => {
    expect((await server.ask('/plans/%E0%A4%A')).status).toBe(400);
    expect((await server.ask('/plans/%E0%A4%A?lang=zh-CN')).text).toContain('无法读取此请求');
  });

  it.each([
    ['no body', {}, undefined],
    ['an empty form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'text='],
    ['a broken form', { 'Content-Type': 'multipart/form-data; boundary=x' }, '--x\r\nContent-Disposition: form-data'],
    ['a form without boundary', { 'Content-Type': 'multipart/form-data' }, 'x'],
  ] as [string, Record<string, string>, string | undefined][])('answers %s', async (_name, headers, body) => {
    const { status, text } = await server.ask('/scenarios', {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(status).toBe(422);
    expect(text).toContain('class="fault fault-error"');
  });
});

describe('readiness', () => {
  it('is 503 with a percentage until the examples are there', async () => {
    const { status, text } = await server.ask('/healthz');
    expect(status).toBe(503);
    expect(JSON.parse(text)).toEqual({ status: 'preparing', percent: 0 });
  });

  it('is shown, and followed by the page itself', async () => {
    const { headers, text } = await server.ask('/');
    expect(headers.refresh).toBe('2');
    expect(text).toContain('<progress id="preparing-bar" max="100" value="0">');
  });
});

describe('schemas', () => {
  it.each(['model', 'scenario'])('serves that of %s files', async (kind) => {
    const { status, headers, text } = await server.ask(`/schemas/${kind}.schema.json`);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/schema\+json/);
    expect(JSON.parse(text)).toHaveProperty('properties');
  });
});
