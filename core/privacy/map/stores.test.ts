import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourcesUnder } from '#test/imports.ts';
import { classics } from '../../pixel/palettes/classics.ts';
import { browserStorage } from './stores/browser.ts';
import { caches } from './stores/caches.ts';
import { files } from './stores/files.ts';
import { thirdParties } from './stores/third-parties.ts';
import { tableNamed } from './tables.ts';

async function sources(...folders: string[]): Promise<Array<{ file: string; text: string }>> {
  const names = (await sourcesUnder(...folders)).filter((file) => !file.includes('core/privacy/map'));
  return Promise.all(names.map(async (file) => ({ file, text: await readFile(resolve(root, file), 'utf8') })));
}

const matches = (all: Array<{ text: string }>, pattern: RegExp) =>
  [...new Set(all.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();

test('files lie under prefixes of the map alone, each named by a column that goes with its owner', async () => {
  const ours = await sources('core', 'api', 'bots', 'worker');
  // A key is made in a template that begins with its prefix.
  const writers = ours.filter(({ text }) => /[sS]torage\.put\w*\(/.test(text));
  expect(writers.length).toBeGreaterThan(1);
  expect(matches(writers, /`([a-z-]+)\/\$\{/g)).toEqual(Object.keys(files).sort());
  for (const { namedBy } of Object.values(files)) {
    for (const { table, columns } of namedBy)
      for (const column of columns) expect(tableNamed(table).columns).toHaveProperty(column);
  }
});

test('what is remembered in a process is in the map', async () => {
  const users = (await sources('core', 'api', 'bots', 'worker'))
    .filter(({ file, text }) => /[^.\w]remembered\(/.test(text) && file !== 'core/remembered.ts')
    .map(({ file }) => file);
  expect(users.sort()).toEqual(
    Object.values(caches)
      .map((cache) => cache.in)
      .sort(),
  );
});

test('pages keep in the browser what the map names, and no other file writes there', async () => {
  const writers = (await sources('web'))
    // Whoever names what it keeps writes.
    .filter(({ file }) => file !== 'web/client/kept-choice.ts')
    .filter(({ text }) =>
      /(?:\b|(?=<))(keptChoice(?=[<(])|localStorage|sessionStorage|indexedDB|caches\.open|document\.cookie|<ScrollRestoration|const stateOf)\b(?!,)/.test(
        text.replaceAll(/\/?\*.*/g, ''),
      ),
    )
    .map(({ file }) => file);
  expect(writers.sort()).toEqual(
    Object.values(browserStorage)
      .map((store) => store.in)
      .sort(),
  );
});

test('we reach hosts of the map alone', async () => {
  const named = matches(
    await sources('core', 'api', 'bots', 'worker'),
    // A host in quotes, or the origin of a URL in quotes.
    /['"`](?:https:\/\/)?((?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|delivery|gg|new))(?=[/'"`])/g,
  );
  const declared: string[] = Object.values(thirdParties).flatMap(({ hosts }) => [...hosts]);
  // The name of a standard, an address in every file of LDtk's, and where a well-known palette can be looked up: nobody is asked for them.
  const names = ['json-schema.org', 'ldtk.io', ...classics.map(({ source }) => source.replace(/\/.*/, ''))];
  expect(named.filter((host) => ![...declared, ...names].includes(host) && !host.endsWith('example.com'))).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
});

const called = /\b(?:client|stripe)\.(?!ws\.|guilds\.|webhooks\.constructEvent)((?:\w+\.)+\w+)\(/g;
const clients = [
  ['discord', /\bRoutes\.(\w+)\(/g, ['core/chat/discord', 'bots/discord']],
  ['slack', called, ['core/chat/slack', 'bots/slack']],
  ['stripe', called, ['core/adapters/stripe']],
  ['replicate', called, ['core/adapters/replicate']],
] as const;
/** Called by a path or through a helper: the words in our code by which they are found. */
const otherwise: ReadonlyArray<readonly [vendor: keyof typeof thirdParties, words: string, method: string]> = [
  ['slack', "client.apiCall('files.getUploadURLExternal'", 'files.getUploadURLExternal'],
  ['slack', 'openid.connect.token`', 'openid.connect.token'],
  ['slack', 'openid.connect.userInfo`', 'openid.connect.userInfo'],
  ['slack', 'installerOptions: {', 'oauth.v2.access'],
  ['slack', 'target.replyToken', 'response_url'],
  ['discord', '/v10/users/@me`', 'users/@me'],
  ['discord', '/oauth2/token`', 'oauth2/token'],
  ['replicate', 'client.request(route,', 'predictions.create'],
];

test.each(clients)('the methods of %s that we call are in the map, and no others', async (vendor, pattern, folders) => {
  const text = (await sources(...folders, 'api/auth')).map((each) => ({ text: each.text.replaceAll(/\n\s*\./g, '.') }));
  const found = new Set(matches(text, pattern));
  for (const [of, words, method] of otherwise)
    if (of === vendor && text.some((each) => each.text.includes(words))) found.add(method);
  expect([...found].sort()).toEqual(Object.keys(thirdParties[vendor].methods).sort());
  // Whoever calls an API by its path, past the client, adds its words above.
  const paths = text.flatMap((each) => each.text.match(/client\s*\.(?:apiCall|request|rawRequest)\(\s*\S+/g) ?? []);
  expect(paths.every((path) => otherwise.some(([, words]) => path.includes(words) || words.includes(path)))).toBe(true);
});
