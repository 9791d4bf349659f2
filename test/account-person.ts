import { expect } from 'vitest';
import type { MailMessage } from '#sandbox/mail/message.ts';
import type { World } from './world.ts';

/** Behaves like a browser with a cookie jar: sends what our pages send and keeps what comes back. */
export function webPerson(world: World) {
  const cookies = new Map<string, string>();
  const { publicUrl } = world.deps.config;

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(new URL(path, publicUrl), {
      method,
      redirect: 'manual',
      headers: {
        origin: publicUrl,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      cookies: response.headers.getSetCookie(),
      // biome-ignore lint/suspicious/noExplicitAny: whatever came back, looked at by the test
      body: parse(text) as any,
    };
  }

  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => send('POST', path, body, headers),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    remove: (path: string) => send('DELETE', path),
    auth: (path: string, body: unknown = {}) => send('POST', `/api/auth/${path}`, body),

    /** Registers, presses the button in the mail, and is signed in. */
    async register(email: string, password = goodPassword, name = '') {
      const before = world.mail.messages.length;
      const signedUp = await send('POST', '/api/auth/sign-up/email', { email, password, name, callbackURL: '/verify' });
      expect(signedUp.status, JSON.stringify(signedUp.body)).toBe(200);
      const mail = await mailTo(world, email, 'Confirm your e-mail address', before);
      const confirmed = await send('POST', '/api/auth/confirm-sign-up', { token: tokenIn(mail) });
      expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
      return confirmed;
    },
    signIn: (email: string, password = goodPassword) => send('POST', '/api/auth/sign-in/email', { email, password }),
  };
}

export type WebPerson = ReturnType<typeof webPerson>;
export const goodPassword = 'plum-anvil-orbit-sandal';

/** The newest mail to somebody with this subject, among those after the first `skip`. */
export const mailTo = (world: World, email: string, subject: string, skip = 0): Promise<MailMessage> =>
  world.mail.until(
    (mail) => mail.to.includes(email) && mail.subject === subject && world.mail.messages.indexOf(mail) >= skip,
    30_000,
  );

/** The address behind a mail's button: the first link in it. */
export function linkIn(mail: MailMessage): string {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0]?.replace(/[)>.,]+$/, '');
  if (!link) throw new Error(`There is no link in “${mail.subject}”`);
  return link;
}

/** The secret behind # in the address of a mail's button. */
export const tokenIn = (mail: MailMessage): string => new URL(linkIn(mail)).hash.slice(1);

function keep(cookies: Map<string, string>, line: string) {
  const [pair = ''] = line.split(';');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
