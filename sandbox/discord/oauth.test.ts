import { createHash } from 'node:crypto';
import { type DiscordAPIError, REST } from '@discordjs/rest';
import { type APIUser, type RESTPostOAuth2AccessTokenResult, Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkAgainstSpec } from './spec-check.ts';
import { type DiscordStandIn, start } from './start.ts';

let discord: DiscordStandIn;
beforeAll(async () => {
  discord = await start();
});
afterAll(() => discord.close());
beforeEach(() => discord.reset());

const redirect_uri = 'http://127.0.0.1:9/callback';
const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
const s256 = (text: string) => createHash('sha256').update(text).digest('base64url');
type Fields = Record<string, string>;
const asked = () => ({
  client_id: discord.applicationId,
  redirect_uri,
  response_type: 'code',
  scope: 'identify email',
  state: '"><script>',
  code_challenge: s256(verifier),
  code_challenge_method: 'S256',
});
const withoutPkce: Fields = { code_challenge: '', code_challenge_method: '' };
const client = () => ({ client_id: discord.applicationId, client_secret: discord.clientSecret });
const person = (number: number) => discord.people.users[number]?.id ?? '';
const post = (path: string, fields: Fields, headers: Fields = {}) =>
  fetch(discord.url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });
const page = (over: Fields = {}, headers: Fields = {}) => {
  const query = new URLSearchParams({ ...asked(), ...over });
  return fetch(`${discord.url}/oauth2/authorize?${query}`, { headers, redirect: 'manual' });
};
const choose = (over: Fields = {}) =>
  post('/oauth2/authorize', { ...asked(), user: person(0), choice: 'allow', ...over });
/** The parameters with which the browser is sent back to the app. */
const backWith = (answer: Response): Fields => {
  const target = new URL(answer.headers.get('location') ?? '');
  expect([answer.status, target.origin + target.pathname]).toEqual([302, redirect_uri]);
  return Object.fromEntries(target.searchParams);
};
const newCode = async (over: Fields = {}) => backWith(await choose(over)).code ?? '';

/** Calls the token endpoint through Discord's own client library; returns a refusal as the API worded it. */
async function token(fields: Fields, headers: Fields = {}) {
  const options = {
    body: new URLSearchParams(fields),
    passThroughBody: true,
    auth: false,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  };
  return new REST({ api: discord.apiUrl }).post(Routes.oauth2TokenExchange(), options).then(
    (body) => body as RESTPostOAuth2AccessTokenResult,
    (cause: DiscordAPIError) => ({ status: cause.status, ...(cause.rawError as object) }),
  );
}
const exchange = (code: string, over: Fields = {}) =>
  token({ grant_type: 'authorization_code', ...client(), code, redirect_uri, code_verifier: verifier, ...over });
const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', ...client(), refresh_token });
const signIn = async (over: Fields = {}) => {
  const tokens = await exchange(await newCode(over));
  if (!('access_token' in tokens)) throw new Error(`No token: ${JSON.stringify(tokens)}`);
  return tokens;
};
const as = (accessToken: string) => new REST({ api: discord.apiUrl, authPrefix: 'Bearer' }).setToken(accessToken);
const me = (accessToken: string) => as(accessToken).get(Routes.user()) as Promise<APIUser>;
const unauthorized = { status: 401, code: 0, message: '401: Unauthorized' };

test('the page asks who one is, and shows nothing of the request as markup', async () => {
  const html = await (await page()).text();
  for (const words of ['Ada', 'Grace', 'Authorize', 'Cancel', 'This is the sandbox, not Discord.'])
    expect(html).toContain(words);
  expect(html).not.toContain('"><script>');
});

test('a code is worth a token once, and the token tells whose it is', async () => {
  const { code = '', ...rest } = backWith(await choose());
  expect(rest).toEqual({ state: '"><script>', iss: discord.url });
  const tokens = await exchange(code);
  expect(tokens).toEqual({
    token_type: 'Bearer',
    access_token: expect.any(String),
    expires_in: 604_800,
    refresh_token: expect.any(String),
    scope: 'identify email',
  });
  const { access_token } = tokens as RESTPostOAuth2AccessTokenResult;
  expect(await me(access_token)).toMatchObject({ username: 'ada', email: 'ada@example.com', verified: true });
  expect(await as(access_token).get(Routes.oauth2CurrentAuthorization())).toMatchObject({
    application: { id: discord.applicationId, name: 'UPixel' },
    scopes: ['identify', 'email'],
    user: { id: person(0) },
  });
  expect(await exchange(code)).toEqual({
    status: 400,
    error: 'invalid_grant',
    error_description: 'Invalid "code" in request.',
  });
  expect(checkAgainstSpec(discord.exchanges)).toEqual([]);
});

test('what was not agreed to is not told', async () => {
  const { access_token: known } = await signIn({ scope: 'identify' });
  for (const name of ['email', 'verified']) expect(await me(known)).not.toHaveProperty(name);
  const { access_token: unknown } = await signIn({ scope: 'email' });
  await expect(me(unknown)).rejects.toMatchObject(unauthorized);
  const authorization = await as(unknown).get(Routes.oauth2CurrentAuthorization());
  expect(authorization).toMatchObject({ scopes: ['email'] });
  expect(authorization).not.toHaveProperty('user');
});

test('a person’s token is none of the bot’s, nor the other way round', async () => {
  const { access_token } = await signIn();
  await expect(as(access_token).get(Routes.gatewayBot())).rejects.toMatchObject(unauthorized);
  const bot = new REST({ api: discord.apiUrl }).setToken(discord.token);
  expect(await bot.get(Routes.user())).toMatchObject({ bot: true });
  await expect(bot.get(Routes.oauth2CurrentAuthorization())).rejects.toMatchObject(unauthorized);
  await expect(me('made-up')).rejects.toMatchObject(unauthorized);
});

test.each<[Fields, { status?: number; error: string; error_description?: string }]>([
  [{ redirect_uri: 'http://127.0.0.1:9/other' }, { error: 'invalid_grant' }],
  [{ code: 'made-up' }, { error: 'invalid_grant', error_description: 'Invalid "code" in request.' }],
  [{ code: '' }, { error: 'invalid_request', error_description: 'Missing "code" in request.' }],
  [{ code_verifier: 'x'.repeat(43) }, { error: 'invalid_grant' }],
  [{ code_verifier: 'x'.repeat(42) }, { error: 'invalid_request', error_description: 'Invalid "code_verifier"' }],
  [{ code_verifier: 'x'.repeat(129) }, { error: 'invalid_request', error_description: 'Invalid "code_verifier"' }],
  [{ code_verifier: `${'x'.repeat(43)}+` }, { error: 'invalid_request', error_description: 'Invalid "code_verifier"' }],
  [{ code_verifier: '' }, { error: 'invalid_request', error_description: 'Missing "code_verifier"' }],
  [{ client_secret: 'x' }, { status: 401, error: 'invalid_client' }],
  [{ client_secret: '' }, { status: 401, error: 'invalid_client' }],
  [{ client_id: '1' }, { status: 401, error: 'invalid_client' }],
  [{ grant_type: 'password' }, { error: 'unsupported_grant_type' }],
])('an exchange with %j is refused', async (over, refusal) => {
  expect(await exchange(await newCode(), over)).toMatchObject({ status: 400, ...refusal });
});

test.each([43, 128])('a verifier of %i characters is good', async (length) => {
  const code_verifier = 'aZ09-._~'.repeat(16).slice(0, length);
  const code = await newCode({ code_challenge: s256(code_verifier) });
  expect(await exchange(code, { code_verifier })).toHaveProperty('access_token');
});

test('a code is used up by a failed try too', async () => {
  const code = await newCode();
  expect(await exchange(code, { code_verifier: 'x'.repeat(43) })).toHaveProperty('error');
  expect(await exchange(code)).toMatchObject({ error: 'invalid_grant' });
});

test('the client’s id and secret may come by HTTP basic authentication, and PKCE may be left out', async () => {
  const basic = (secret: string) => `Basic ${Buffer.from(`${discord.applicationId}:${secret}`).toString('base64')}`;
  const fields = async () => ({
    grant_type: 'authorization_code',
    code: await newCode(withoutPkce),
    redirect_uri,
  });
  expect(await token(await fields(), { authorization: basic('x') })).toMatchObject({ error: 'invalid_client' });
  const good = await token(await fields(), { authorization: basic(discord.clientSecret) });
  expect(good).toHaveProperty('access_token');
});

test('only forms are read, and only by POST', async () => {
  const body = JSON.stringify({ grant_type: 'authorization_code', ...client(), code: await newCode(), redirect_uri });
  const headers = { 'content-type': 'application/json' };
  for (const path of ['/api/oauth2/token', '/api/v10/oauth2/token']) {
    const answer = await fetch(discord.url + path, { method: 'POST', body, headers });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: 'unsupported_grant_type', error_description: 'Grant type None is not supported' },
    ]);
    expect((await fetch(discord.url + path)).status).toBe(405);
  }
});

test('a code is good for 100 seconds, a token for a week', async () => {
  const [inTime, late] = [await newCode(), await newCode()];
  discord.clock.advance(90_000);
  const tokens = (await exchange(inTime)) as RESTPostOAuth2AccessTokenResult;
  discord.clock.advance(10_000);
  expect(await exchange(late)).toMatchObject({ error: 'invalid_grant' });
  discord.clock.advance(604_700_000);
  expect((await me(tokens.access_token)).username).toBe('ada');
  discord.clock.advance(100_000);
  await expect(me(tokens.access_token)).rejects.toMatchObject(unauthorized);
  expect(await refresh(tokens.refresh_token)).toMatchObject({ scope: 'identify email' });
});

test('refreshing gives new tokens, and ends both old ones', async () => {
  const old = await signIn();
  const fresh = (await refresh(old.refresh_token)) as RESTPostOAuth2AccessTokenResult;
  expect((await me(fresh.access_token)).email).toBe('ada@example.com');
  await expect(me(old.access_token)).rejects.toMatchObject(unauthorized);
  expect(await refresh(old.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  expect(await refresh(fresh.refresh_token)).toMatchObject({ token_type: 'Bearer' });
  expect(await refresh('')).toMatchObject({ error_description: 'Missing "refresh_token" in request.' });
});

test('revoking any token ends all of that person’s, and nobody else’s', async () => {
  const revoke = async (fields: Fields) => {
    const answer = await post('/api/v10/oauth2/token/revoke', fields);
    return [answer.status, await answer.json()];
  };
  const [first, second, grace] = [await signIn(), await signIn(), await signIn({ user: person(1) })];
  const waiting = await newCode();
  const fields = { token: first.refresh_token, token_type_hint: 'refresh_token' };
  expect(await revoke({ ...fields, ...client(), client_secret: 'x' })).toEqual([401, { error: 'invalid_client' }]);
  expect((await me(first.access_token)).username).toBe('ada');
  expect(await revoke({ ...fields, ...client() })).toEqual([200, {}]);
  for (const { access_token, refresh_token } of [first, second]) {
    await expect(me(access_token)).rejects.toMatchObject(unauthorized);
    expect(await refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' });
  }
  expect(await exchange(waiting)).toMatchObject({ error: 'invalid_grant' });
  expect((await me(grace.access_token)).username).toBe('grace');
  expect(await revoke({ token: 'made-up', ...client() })).toEqual([200, {}]);
  expect(await revoke(client())).toMatchObject([400, { error: 'invalid_request' }]);
});

test('with prompt=none nobody is asked again for what they agreed to', async () => {
  const agreed = await choose({ scope: 'identify', user: person(1) });
  const cookie = (agreed.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const again = (over: Fields, headers: Fields = { cookie }) => page({ prompt: 'none', ...over }, headers);
  const { code = '' } = backWith(await again({ scope: 'identify' }));
  const { access_token } = (await exchange(code)) as RESTPostOAuth2AccessTokenResult;
  expect((await me(access_token)).username).toBe('grace');
  for (const asks of [
    await again({ scope: 'identify' }, {}),
    await again({ scope: 'identify email' }),
    await again({ scope: 'identify', prompt: 'consent' }),
  ])
    expect([asks.status, await asks.text()]).toEqual([200, expect.stringContaining('Authorize')]);
  await post('/api/oauth2/token/revoke', { token: access_token, ...client() });
  expect((await again({ scope: 'identify' })).status).toBe(200);
});

test('saying no, and people who are not there, lead back with access_denied and the state', async () => {
  for (const over of [{ choice: 'cancel' }, { user: '1' }, { user: discord.people.bot.id }] as Fields[])
    expect(backWith(await choose(over))).toEqual({
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
      state: '"><script>',
      iss: discord.url,
    });
});

test.each<[Fields, string, string]>([
  [{ scope: 'identify nonsense' }, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.'],
  [{ scope: '' }, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.'],
  [{ response_type: 'token' }, 'unsupported_response_type', 'does not support this response type'],
  [{ prompt: 'login' }, 'invalid_request', 'Invalid "prompt"'],
  [{ code_challenge_method: 'plain' }, 'invalid_request', 'Unsupported "code_challenge_method"'],
  [{ code_challenge_method: '' }, 'invalid_request', 'Unsupported "code_challenge_method"'],
  [{ code_challenge: '' }, 'invalid_request', 'Missing "code_challenge"'],
  [{ code_challenge: verifier }, 'invalid_request', 'Invalid "code_challenge"'],
])('the app is told that %j is wrong', async (over, error, words) => {
  for (const answer of [await page(over), await choose(over)])
    expect(backWith(answer)).toEqual({
      error,
      error_description: expect.stringContaining(words),
      state: '"><script>',
      iss: discord.url,
    });
});

test.each<[Fields, string]>([
  [{ redirect_uri: 'https://evil.example.com/' }, 'Invalid OAuth2 redirect_uri'],
  [{ redirect_uri: 'javascript://localhost/%0aalert(1)' }, 'Invalid OAuth2 redirect_uri'],
  [{ redirect_uri: '' }, 'Invalid OAuth2 redirect_uri'],
  [{ client_id: '1' }, 'Unknown Application'],
])('%j leads nowhere: a page says so', async (over, words) => {
  for (const answer of [await page(over), await choose(over)])
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)]);
});

test('after a reset nothing is worth anything', async () => {
  const [{ access_token, refresh_token }, code] = [await signIn(), await newCode()];
  discord.reset();
  await expect(me(access_token)).rejects.toMatchObject(unauthorized);
  expect(await refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' });
  expect(await exchange(code)).toMatchObject({ error: 'invalid_grant' });
});
