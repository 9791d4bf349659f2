import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DiscordStandIn, start } from './start.ts';

let discord: DiscordStandIn;
beforeAll(async () => {
  discord = await start();
});
afterAll(() => discord.close());

const redirect_uri = 'http://127.0.0.1:9/callback';
const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
const asked = () => ({
  client_id: discord.applicationId,
  redirect_uri,
  response_type: 'code',
  scope: 'identify email',
  state: '"><script>',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
const post = (path: string, fields: Record<string, string>) =>
  fetch(discord.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function newCode(over: Record<string, string> = {}): Promise<string> {
  const user = discord.people.users[0]?.id ?? '';
  const back = await post('/oauth2/authorize', { ...asked(), user, choice: 'allow', ...over });
  return new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
const exchange = async (code: string, over: Record<string, string> = {}) => {
  const answer = await post('/api/oauth2/token', {
    grant_type: 'authorization_code',
    client_id: discord.applicationId,
    client_secret: discord.clientSecret,
    code,
    redirect_uri,
    code_verifier: verifier,
    ...over,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
};
const me = async (token: string | undefined) => {
  const answer = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test('the page asks who one is, and shows nothing of the request as markup', async () => {
  const page = await fetch(`${discord.url}/oauth2/authorize?${new URLSearchParams(asked())}`);
  const html = await page.text();
  for (const words of ['Ada', 'Grace', 'Authorize', 'Cancel', 'This is the sandbox, not Discord.'])
    expect(html).toContain(words);
  expect(html).not.toContain('"><script>');
});

test('a code is worth a token once, and the token tells whose it is', async () => {
  const code = await newCode();
  const { body } = await exchange(code);
  expect(body).toMatchObject({ token_type: 'Bearer', scope: 'identify email' });
  expect((await me(body.access_token)).body).toMatchObject({
    username: 'ada',
    email: 'ada@example.com',
    verified: true,
  });
  expect((await exchange(code)).body.error).toBe('invalid_grant');
});

test('without the scope there is no address', async () => {
  const { body } = await exchange(await newCode({ scope: 'identify' }));
  expect((await me(body.access_token)).body).not.toHaveProperty('email');
});

test.each([
  ['another redirect', { redirect_uri: 'http://127.0.0.1:9/other' }, 'invalid_grant'],
  ['another verifier', { code_verifier: 'x' }, 'invalid_grant'],
  ['another secret', { client_secret: 'x' }, 'invalid_client'],
  ['another kind of grant', { grant_type: 'password' }, 'unsupported_grant_type'],
])('%s is refused', async (_what, over, error) => {
  expect((await exchange(await newCode(), over)).body.error).toBe(error);
});

test('a code is good for a minute, a token for a week', async () => {
  const late = await newCode();
  discord.clock.advance(61_000);
  expect((await exchange(late)).body.error).toBe('invalid_grant');
  const { body } = await exchange(await newCode());
  discord.clock.advance(604_801_000);
  expect((await me(body.access_token)).status).toBe(401);
});

test.each([
  [{ redirect_uri: 'https://evil.example.com/' }, 'Invalid OAuth2 redirect_uri'],
  [{ client_id: '1' }, 'Unknown Application'],
  [{ scope: 'bot' }, 'Invalid scope'],
])('a request that makes no sense is told so, and leads nowhere', async (over, words) => {
  const query = new URLSearchParams({ ...asked(), ...over });
  const page = await fetch(`${discord.url}/oauth2/authorize?${query}`, { redirect: 'manual' });
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining(words)]);
});
