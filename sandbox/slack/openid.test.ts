import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackStandIn, start } from './start.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await start();
});
afterAll(() => slack.close());

const redirect_uri = 'http://127.0.0.1:9/callback';
const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
const asked = () => ({
  client_id: slack.clientId,
  redirect_uri,
  response_type: 'code',
  scope: 'openid email profile',
  state: 'a state',
  nonce: 'a nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
});
const post = (path: string, fields: Record<string, string>) =>
  fetch(slack.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function newCode(over: Record<string, string> = {}): Promise<string> {
  const team = slack.people.workspaces[0];
  const user = `${team?.id}/${team?.users[0]?.id}`;
  const back = await post('/openid/connect/authorize', { ...asked(), user, choice: 'allow', ...over });
  return new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
async function exchange(code: string, over: Record<string, string> = {}) {
  const answer = await post('/api/openid.connect.token', {
    client_id: slack.clientId,
    client_secret: slack.clientSecret,
    code,
    redirect_uri,
    code_verifier: verifier,
    ...over,
  });
  return (await answer.json()) as { ok: boolean; error?: string; access_token?: string; id_token?: string };
}

test('the page asks who one is and where', async () => {
  const html = await (await fetch(`${slack.url}/openid/connect/authorize?${new URLSearchParams(asked())}`)).text();
  for (const words of ['Pixel Guild', 'Second Studio', 'Allow', 'Cancel', 'not Slack']) expect(html).toContain(words);
});

test('a code is worth a token once; the ID token is signed with the published key and says the same', async () => {
  const code = await newCode();
  const { access_token, id_token = '' } = await exchange(code);
  const answer = await fetch(`${slack.apiUrl}openid.connect.userInfo`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const person = (await answer.json()) as Record<string, unknown>;
  expect(person).toMatchObject({ ok: true, email_verified: true, 'https://slack.com/team_name': 'Pixel Guild' });
  const { keys } = (await (await fetch(`${slack.url}/openid/connect/keys`)).json()) as {
    keys: Array<Record<string, string>>;
  };
  const [head = '', payload = '', signature = ''] = id_token.split('.');
  const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
  expect(verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  expect(claims).toMatchObject({ aud: slack.clientId, nonce: 'a nonce', sub: person.sub, email: person.email });
  expect(await exchange(code)).toEqual({ ok: false, error: 'invalid_code' });
});

test.each([
  [{ redirect_uri: 'http://127.0.0.1:9/other' }, 'bad_redirect_uri'],
  [{ code_verifier: 'x' }, 'invalid_code_verifier'],
  [{ client_secret: 'x' }, 'bad_client_secret'],
  [{ client_id: 'x' }, 'invalid_client_id'],
])('%j is refused', async (over, error) => {
  expect(await exchange(await newCode(), over)).toEqual({ ok: false, error });
});

test('a code is good for ten minutes', async () => {
  const code = await newCode();
  slack.clock.advance(601_000);
  expect(await exchange(code)).toEqual({ ok: false, error: 'code_expired' });
});

test('saying no, and asking for what makes no sense', async () => {
  const back = await post('/openid/connect/authorize', { ...asked(), choice: 'cancel' });
  expect(new URL(back.headers.get('location') ?? '').search).toBe('?state=a+state&error=access_denied');
  const query = new URLSearchParams({ ...asked(), redirect_uri: 'https://evil.example.com/' });
  expect((await fetch(`${slack.url}/openid/connect/authorize?${query}`, { redirect: 'manual' })).status).toBe(400);
});
