import { expect } from 'vitest';
import type { WebPerson } from './account-person.ts';

export type Provider = 'discord' | 'slack';

/** To the chat's page, a choice there, and back with its answer: returns where that leads. */
export async function through(
  person: WebPerson,
  provider: Provider,
  user: string,
  choice = 'allow',
  path = 'sign-in/social',
) {
  const begun = await person.auth(path, { provider, callbackURL: '/gallery', errorCallbackURL: '/sign-in' });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  const page = new URL(begun.body.url);
  expect(page.searchParams.get('code_challenge_method')).toBe('S256');
  expect(page.searchParams.get('state')).toBeTruthy();
  expect((await fetch(page)).status).toBe(200);
  const fields = new URLSearchParams([...page.searchParams, ['user', user], ['choice', choice]]);
  const back = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: fields, redirect: 'manual' });
  return new URL(back.headers.get('location') ?? '');
}

export async function signInWith(person: WebPerson, provider: Provider, user: string, choice?: string, path?: string) {
  const callback = await through(person, provider, user, choice, path);
  return (await person.get(callback.pathname + callback.search)).location ?? '';
}
