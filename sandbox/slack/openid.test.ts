import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SlackStandIn, start } from './start.ts';
import { clientOf, guildOf, png, refusal } from './testing.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await start();
});
afterAll(() => slack.close());
beforeEach(() => slack.reset());

const redirect_uri = 'http://127.0.0.1:9/callback';
const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
const asked = () => ({
  client_id: slack.clientId,
  redirect_uri,
  response_type: 'code',
  scope: 'openid email profile',
  state: '"><script>',
  nonce: 'a nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
type Fields = Record<string, string>;
const authorizeUrl = () => `${slack.url}/openid/connect/authorize`;
const page = (over: Fields = {}) => fetch(`${authorizeUrl()}?${new URLSearchParams({ ...asked(), ...over })}`);

/** The parameters with which the browser returns after a choice on the page. */
async function choose(over: Fields = {}): Promise<URLSearchParams> {
  const guild = guildOf(slack);
  const fields = { ...asked(), user: `${guild.teamId}/${guild.ada}`, choice: 'allow', ...over };
  const back = await fetch(authorizeUrl(), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  expect(back.status, await back.text()).toBe(302);
  const target = new URL(back.headers.get('location') ?? '');
  expect(target.origin + target.pathname).toBe(redirect_uri);
  return target.searchParams;
}
const newCode = async (over: Fields = {}) => (await choose(over)).get('code') ?? '';
const exchange = (code: string, over: Fields = {}) =>
  clientOf(slack, '').openid.connect.token({
    client_id: slack.clientId,
    client_secret: slack.clientSecret,
    code,
    redirect_uri,
    ...{ code_verifier: verifier },
    ...over,
  });
const signIn = async (over: Fields = {}) => {
  const { access_token = '', id_token = '' } = await exchange(await newCode(over));
  return { client: clientOf(slack, access_token), access_token, claims: await read(id_token) };
};

/** The claims of an ID token, after verifying its signature with the published key of that name. */
async function read(idToken: string): Promise<Record<string, unknown>> {
  const [head = '', payload = '', signature = ''] = idToken.split('.');
  const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const { jwks_uri } = await configuration();
  const { keys } = (await (await fetch(jwks_uri ?? '')).json()) as { keys: Array<JsonWebKey & { kid: string }> };
  const jwk = keys.find((key) => key.kid === kid);
  expect([alg, jwk]).toEqual(['RS256', expect.not.objectContaining({ d: expect.anything() })]);
  const key = createPublicKey({ key: jwk ?? {}, format: 'jwk' });
  expect(verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}
const configuration = async () =>
  (await (await fetch(`${slack.url}/.well-known/openid-configuration`)).json()) as Record<string, string>;

test('discovery leads to everything else', async () => {
  expect(await configuration()).toMatchObject({
    issuer: slack.url,
    authorization_endpoint: authorizeUrl(),
    token_endpoint: `${slack.apiUrl}openid.connect.token`,
    userinfo_endpoint: `${slack.apiUrl}openid.connect.userInfo`,
    id_token_signing_alg_values_supported: ['RS256'],
  });
});

test('the page asks who one is and where, and shows nothing of the request as markup', async () => {
  const html = await (await page()).text();
  for (const words of ['Pixel Guild', 'Second Studio', 'Allow', 'Cancel', 'your e-mail address', 'not Slack'])
    expect(html).toContain(words);
  expect(html).not.toContain('"><script>');
  const inOne = await (await page({ team: guildOf(slack, 1).teamId, scope: 'openid' })).text();
  for (const words of ['Pixel Guild', 'your e-mail address']) expect(inOne).not.toContain(words);
  expect(inOne).toContain('Second Studio');
});

test('a code is worth a token once; the signed ID token and userInfo say who it is', async () => {
  const guild = guildOf(slack);
  const code = await newCode();
  const { access_token = '', id_token = '', ...rest } = await exchange(code);
  expect(rest).toMatchObject({ ok: true, token_type: 'Bearer' });
  const { ok, response_metadata, ...person } = await clientOf(slack, access_token).openid.connect.userInfo();
  expect(person).toMatchObject({
    sub: guild.ada,
    'https://slack.com/user_id': guild.ada,
    'https://slack.com/team_id': guild.teamId,
    'https://slack.com/team_name': 'Pixel Guild',
    email_verified: true,
    name: 'Ada',
  });
  const nowS = slack.clock.now() / 1000;
  const claims = await read(id_token);
  expect(claims).toMatchObject({
    ...person,
    iss: slack.url,
    aud: slack.clientId,
    nonce: 'a nonce',
    at_hash: createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url'),
  });
  expect(Number(claims.exp) - Number(claims.iat)).toBe(300);
  expect(Math.abs(Number(claims.iat) - nowS)).toBeLessThan(10);
  expect(await refusal(exchange(code))).toBe('invalid_code');
});

test('only what was agreed to is told, and a nonce only if there was one', async () => {
  const { client, claims } = await signIn({ scope: 'openid', nonce: '' });
  const person = await client.openid.connect.userInfo();
  for (const each of [person, claims]) {
    expect(each).toHaveProperty(['https://slack.com/team_id']);
    for (const name of ['email', 'name', 'picture', 'nonce']) expect(each).not.toHaveProperty(name);
  }
});

test('client credentials come in the form, as JSON or by HTTP basic authentication', async () => {
  const { client_id, client_secret } = { client_id: slack.clientId, client_secret: slack.clientSecret };
  const call = async (body: string, headers: Fields) =>
    (await (await fetch(`${slack.apiUrl}openid.connect.token`, { method: 'POST', body, headers })).json()) as object;
  const fields = async () => ({ code: await newCode(), redirect_uri, code_verifier: verifier });
  const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const answer of [
    await call(new URLSearchParams(await fields()).toString(), { ...form, authorization: basic }),
    await call(JSON.stringify({ ...(await fields()), client_id, client_secret }), {
      'content-type': 'application/json',
    }),
  ])
    expect(answer).toMatchObject({ ok: true, id_token: expect.any(String) });
});

test.each<[Fields, string]>([
  [{ redirect_uri: 'http://127.0.0.1:9/other' }, 'bad_redirect_uri'],
  [{ redirect_uri: '' }, 'bad_redirect_uri'],
  [{ code_verifier: 'another' }, 'invalid_grant'],
  [{ code_verifier: '' }, 'invalid_request'],
  [{ client_secret: 'x' }, 'bad_client_secret'],
  [{ client_id: 'x' }, 'invalid_client_id'],
  [{ code: 'x' }, 'invalid_code'],
  [{ grant_type: 'password' }, 'invalid_grant_type'],
  [{ grant_type: 'refresh_token', refresh_token: 'xoxe-1-x' }, 'invalid_refresh_token'],
])('%j is refused', async (over, error) => {
  expect(await refusal(exchange(await newCode(), over))).toBe(error);
});

test('a code is used up by a failed try too', async () => {
  const code = await newCode();
  expect(await refusal(exchange(code, { code_verifier: 'another' }))).toBe('invalid_grant');
  expect(await refusal(exchange(code))).toBe('invalid_code');
});

test('a code is good for ten minutes', async () => {
  const [inTime, late] = [await newCode(), await newCode()];
  slack.clock.advance(9 * 60_000);
  expect((await exchange(inTime)).ok).toBe(true);
  slack.clock.advance(60_000);
  expect(await refusal(exchange(late))).toBe('invalid_grant');
});

test('a code of one page is of no use where the other’s belongs', async () => {
  const client = clientOf(slack, '');
  const credentials = { client_id: slack.clientId, client_secret: slack.clientSecret };
  expect(await refusal(client.oauth.v2.access({ ...credentials, code: await newCode() }))).toBe(
    'oauth_authorization_url_mismatch',
  );
  const install = { ...asked(), scope: 'commands', team: guildOf(slack, 1).teamId, choice: 'allow' };
  const back = await fetch(slack.authorizeUrl, {
    method: 'POST',
    body: new URLSearchParams(install),
    redirect: 'manual',
  });
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  expect(await refusal(exchange(code))).toBe('oauth_authorization_url_mismatch');
});

test('saying no, and people who are not there, lead back with access_denied and the state', async () => {
  const denied = { state: '"><script>', error: 'access_denied' };
  const guild = guildOf(slack);
  for (const over of [
    { choice: 'cancel' },
    { user: `${guild.teamId}/U0NOBODY` },
    { user: `${guild.teamId}/${guild.ada}`, team: guildOf(slack, 1).teamId },
  ] as Fields[])
    expect(Object.fromEntries(await choose(over))).toEqual(denied);
});

test.each<[Fields, string]>([
  [{ redirect_uri: 'https://evil.example.com/' }, 'redirect_uri did not match'],
  [{ redirect_uri: 'javascript://localhost/%0aalert(1)' }, 'redirect_uri did not match'],
  [{ client_id: '1.2' }, 'Invalid client_id'],
  [{ response_type: 'token' }, 'Invalid response_type'],
  [{ scope: 'email' }, 'Invalid permissions'],
  [{ scope: 'openid chat:write' }, 'Invalid permissions'],
  [{ code_challenge_method: 'plain' }, 'Invalid code_challenge_method'],
  [{ team: 'T0NOWHERE' }, 'Invalid team'],
])('%j makes no sense: a page says so, and leads nowhere', async (over, words) => {
  const fields = new URLSearchParams({ ...asked(), ...over });
  for (const answer of [
    await fetch(`${authorizeUrl()}?${fields}`, { redirect: 'manual' }),
    await fetch(authorizeUrl(), { method: 'POST', body: fields, redirect: 'manual' }),
  ])
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)]);
});

test('a person’s token is good for saying who they are, and for nothing of the bot’s', async () => {
  const guild = guildOf(slack);
  const { client, access_token } = await signIn();
  const { url_private } = await slack.people.upload({
    userId: guild.ada,
    channelId: guild.art,
    filename: 'mine.png',
    contentType: 'image/png',
    bytes: png(4, 4),
  });
  const bytes = (token: string) =>
    fetch(url_private, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
  expect((await bytes(access_token)).status).toBe(302);
  expect((await bytes(guild.botToken)).status).toBe(200);
  const refused = await client.users.list({}).catch((cause: { data: unknown }) => cause.data);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided: 'openid,email,profile' });
  expect(await refusal(client.chat.postMessage({ channel: guild.art, text: 'x' }))).toBe('missing_scope');
  expect(await client.auth.test()).toMatchObject({ user: 'ada', user_id: guild.ada, team_id: guild.teamId });
  expect(await refusal(clientOf(slack, guild.botToken).openid.connect.userInfo())).toBe('missing_scope');
  expect(await refusal(clientOf(slack, slack.appToken).openid.connect.userInfo())).toBe('not_allowed_token_type');
});

test('a person’s token ends when it is revoked, the bot’s does not; with the app, all of them', async () => {
  const guild = guildOf(slack);
  const [first, second] = [await signIn(), await signIn()];
  expect(await first.client.auth.revoke()).toMatchObject({ revoked: true });
  expect(await refusal(first.client.openid.connect.userInfo())).toBe('token_revoked');
  expect((await second.client.openid.connect.userInfo()).ok).toBe(true);
  expect((await clientOf(slack, guild.botToken).auth.test()).user_id).toBe(guild.botUserId);
  await slack.people.uninstall(guild.teamId);
  expect(await refusal(second.client.openid.connect.userInfo())).toBe('account_inactive');
  slack.reset();
  expect(await refusal(second.client.openid.connect.userInfo())).toBe('invalid_auth');
});
