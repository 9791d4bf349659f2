import { expect } from 'vitest';
import type { WebPerson } from './account-person.ts';

/** A person in chat, on either platform. */
interface Chatter {
  run(command: string): Promise<unknown>;
  sees(
    what: string,
    matches: (look: { text: string }) => boolean,
  ): Promise<{ buttons: ReadonlyArray<{ label: string; url?: string }> }>;
}

/** Runs /link in chat. Returns the token of the link. */
export async function linkToken(chat: Chatter): Promise<string> {
  await chat.run('link');
  const card = await chat.sees('the link', ({ text }) => text.includes('Link this identity'));
  const url = new URL(card.buttons.find(({ label }) => label === 'Open the link')?.url ?? '');
  expect(url.pathname).toBe('/link');
  return url.hash.slice(1);
}

/** Opens the link in the person's browser and presses the button. */
export async function linkTo(web: WebPerson, token: string) {
  const opened = await web.post('/api/link/open', { token });
  expect(opened.status, JSON.stringify(opened.body)).toBe(200);
  return web.post('/api/link/confirm', { token, browserKey: opened.body.browserKey });
}

/** Both steps: links the identity to the account. */
export async function linkChat(web: WebPerson, chat: Chatter): Promise<void> {
  const linked = await linkTo(web, await linkToken(chat));
  expect(linked.status, JSON.stringify(linked.body)).toBe(200);
}
