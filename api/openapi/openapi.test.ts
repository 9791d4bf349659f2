import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '#core/contract/describe/open-api.ts';
import { publicEndpoints } from '#core/contract/pages/contract.ts';
import { startTestApi, type TestApi } from '#test/api.ts';
import { violationsOf } from '#test/axe.ts';
import { launchBrowser } from '#test/browser.ts';
import { buildGeneration } from '#test/builders/generation.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { inProof } from '#test/proof.ts';
import { openApiRoutes } from './routes.ts';

let api: TestApi;
let browser: Browser;
let description: OpenApiDocument;
beforeAll(async () => {
  api = await startTestApi(await createTestDatabase(), (app) => app.use(openApiRoutes()));
  browser = await launchBrowser();
  const response = await api.fetch(undefined, '/api/openapi.json');
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  description = await response.json();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Every $ref anywhere in the document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(refsIn)];
}

test('every endpoint of the contract is in it, and the paths beside it; nothing for operators', () => {
  expect(JSON.stringify(description)).not.toContain('admin');
  for (const [name, endpoint] of publicEndpoints) {
    const operation = description.paths[endpoint.path.replace(':id', '{id}')]?.[endpoint.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    expect(operation?.security).toEqual('open' in endpoint ? [] : [{ session: [] }]);
  }
  for (const path of ['/api/ledger.csv', '/api/events', '/files/zip', '/files/assets/{id}/{kind}', '/api/docs'])
    expect(description.paths[path]?.get).toBeDefined();
});

test('it is made as OpenAPI 3.1 wants it', () => {
  expect(description.openapi).toBe('3.1.0');
  expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(operations().length);
  for (const { path, method, operation } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(described.map(({ name, required }) => ({ name, required }))).toEqual(
      inPath.map((name) => ({ name, required: true })),
    );
    expect(operation.responses.default).toEqual({ $ref: '#/components/responses/Problem' });
    expect(Object.keys(operation.responses)).toHaveLength(2);
    expect(method === 'get' && operation.requestBody).toBeFalsy();
    for (const scheme of operation.security.flatMap(Object.keys))
      expect(description.components.securitySchemes[scheme]).toMatchObject({ type: 'apiKey', in: 'cookie' });
    expect(description.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(operation.tags));
  }
  expect(Object.keys(description.components.schemas).every((name) => /^[\w.-]+$/.test(name))).toBe(true);
});

test('every reference leads somewhere', () => {
  const refs = new Set(refsIn(description));
  expect(refs.size).toBeGreaterThan(20);
  for (const ref of refs) {
    const keys = ref.replace(/^#\//, '').split('/');
    const target = keys.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      description,
    );
    expect(target, ref).toBeDefined();
  }
});

/** JSON Schema's own validator, with the document's shapes to refer to. */
function validator() {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
  ajv.addVocabulary(['components']); // only there as the target of references
  ajv.addSchema({ $id: 'upixel', components: description.components }, undefined, undefined, false);
  return (ref: string) => ajv.compile({ $ref: `upixel${ref}` });
}

test('every schema is one, and what the API answers is what it says', async () => {
  const compile = validator();
  for (const name of Object.keys(description.components.schemas)) compile(`#/components/schemas/${name}`);
  const ada = await buildUser(api.deps);
  const { assetIds } = await buildGeneration(api.deps, ada);
  const answers = {
    getHome: '/api/home',
    listAssets: '/api/assets',
    getAsset: `/api/assets/${assetIds[0]}`,
    listLedger: '/api/ledger',
    listModels: '/api/models',
    listPrices: '/api/prices',
    listProjects: '/api/projects',
  };
  for (const [operationId, path] of Object.entries(answers)) {
    const { operation } = operations().find((each) => each.operation.operationId === operationId) ?? {};
    const [ref = ''] = refsIn(operation?.responses[200]);
    const check = compile(ref);
    const { json } = await api.ask(ada, 'GET', path);
    expect(check(json), JSON.stringify(check.errors)).toBe(true);
    expect(check({}), `${operationId} takes anything`).toBe(false);
  }
  const check = compile('#/components/schemas/Problem');
  expect(check((await api.ask(ada, 'GET', '/api/assets?limit=0')).json), JSON.stringify(check.errors)).toBe(true);
});

test.each(['light', 'dark'] as const)(
  'the page for people is readable in %s',
  async (colorScheme) => {
    // Colours and width do not depend on each other: every pair is left to the long proof.
    for (const width of inProof ? [360, 1440] : [colorScheme === 'dark' ? 360 : 1440]) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        javaScriptEnabled: true,
      });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => problems.push(message.text()));
      page.on('request', (request) => {
        if (new URL(request.url()).pathname !== '/api/docs') problems.push(request.url());
      });
      const response = await page.goto(`${api.url}/api/docs`);
      expect(await response?.headerValue('content-security-policy')).toContain("default-src 'none'");
      expect(await page.locator('script').count()).toBe(0);
      await page.getByRole('heading', { name: 'GET /api/assets', exact: true }).waitFor();
      const astray = await page.locator('a[href^="#"]').evaluateAll((all) => {
        const names = new Set(all.map((a) => a.getAttribute('href')?.slice(1) ?? ''));
        return [...names].filter((name) => document.querySelectorAll(`[id="${name}"]`).length !== 1);
      });
      expect(astray).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(problems).toEqual([]);
      await context.close();
      // axe needs to run its own script, which the page's policy refuses.
      const checked = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const copy = await checked.newPage();
      await copy.goto(`${api.url}/api/docs`);
      expect(await violationsOf(copy)).toEqual([]);
      await checked.close();
    }
  },
  120_000,
);
