import { afterAll, beforeAll, expect, test } from 'vitest';
import { webPerson } from '#test/account-person.ts';
import { createTestDatabase } from '#test/database.ts';
import { startWorld, type World } from '#test/world.ts';
import { cookies } from './stores/browser.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
});
afterAll(() => world.close());

test('no cookie is set that the map does not name, and each that it names is', async () => {
  const seen = new Set<string>();
  const note = (lines: readonly string[]) => {
    // What only takes a cookie away sets none.
    for (const line of lines.filter((each) => !/max-age=0/i.test(each)))
      seen.add((line.split('=')[0] ?? '').replace(/^__(Host|Secure)-/, ''));
  };
  const person = webPerson(world);
  note((await person.get('/')).cookies);
  const begun = await person.auth('sign-up/email', {
    email: 'ada@example.com',
    password: 'plum-anvil-orbit-sandal',
    name: '',
  });
  note(begun.cookies);
  const other = webPerson(world);
  note((await other.register('bea@example.com')).cookies);
  note((await other.auth('sign-out')).cookies);
  note((await other.signIn('bea@example.com')).cookies);
  for (const provider of ['discord', 'slack']) {
    const stranger = webPerson(world);
    const wish = { provider, callbackURL: '/gallery', errorCallbackURL: '/sign-in' };
    const toChat = await stranger.auth('sign-in/social', wish);
    note(toChat.cookies);
    const page = new URL(toChat.body.url);
    const [team] = world.slack.people.workspaces;
    const user = provider === 'discord' ? world.discord.people.users[0]?.id : `${team?.id}/${team?.users[0]?.id}`;
    const fields = new URLSearchParams([...page.searchParams, ['user', user ?? ''], ['choice', 'allow']]);
    const back = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: fields, redirect: 'manual' });
    const callback = new URL(back.headers.get('location') ?? '');
    note((await stranger.get(callback.pathname + callback.search)).cookies);
  }
  const install = await fetch(`http://127.0.0.1:${world.deps.config.botsPort}/slack/install`, { redirect: 'manual' });
  note(install.headers.getSetCookie());
  expect([...seen].sort()).toEqual(Object.keys(cookies).sort());
});
