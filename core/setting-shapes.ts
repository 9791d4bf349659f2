import { z } from 'zod';
import { sentinelsOf } from './queue/sentinels.ts';

/** Shapes of single settings. Their messages contain no value: it may hold a password. */

const parse = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);

/** A % in a password must be written %25: clients decode it, and would fail much later. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function address(protocols: readonly string[], example: string, options: { hostless?: boolean } = {}) {
  return z.string().refine((text) => {
    const url = parse(text);
    return (
      url &&
      isDecodable(url.username + url.password + url.pathname) &&
      protocols.includes(url.protocol) &&
      // A * would be a pattern to code that compares origins with it.
      !url.hostname.includes('*') &&
      (options.hostless || url.hostname !== '')
    );
  }, `must be an address like ${example}`);
}

/** A picture of each model that the operator names, by the model's name, of a type that every chat shows. */
export const modelPictures = z.string().transform((text, context) => {
  const named = text.split(/\s+/).map((pair) => /^([a-z0-9.-]+)=(https:\/\/\S+\.(png|jpe?g))$/.exec(pair));
  if (named.every((match) => match !== null && URL.canParse(match[2] ?? '')))
    return Object.fromEntries(
      named.map((match) => [
        match?.[1] ?? '',
        { url: match?.[2] ?? '', type: match?.[3] === 'png' ? ('image/png' as const) : ('image/jpeg' as const) },
      ]),
    );
  context.addIssue(
    'must be like flux-schnell=https://pictures.example.com/fox.jpg, with spaces between, each .jpg or .png',
  );
  return z.NEVER;
});

const withoutTrailingSlash = (url: string) => url.replace(/\/+$/, '');

export const httpUrl = (example: string) => address(['http:', 'https:'], example);
export const httpUrlWithoutSlash = (example: string) => httpUrl(example).transform(withoutTrailingSlash);
export const redisUrl = z
  .string()
  .refine(
    isRedis,
    'must be an address like redis://host:6379, rediss://user:password@host:6379 or redis+sentinel://host:26379,host:26379/name',
  );

/** The database in the path must be a number: otherwise Redis would only complain at the first command. */
function isRedis(text: string): boolean {
  const isOne = address(['redis:', 'rediss:'], '').safeParse(text).success;
  return isOne ? /^\/?\d*$/.test(new URL(text).pathname) : isDecodable(text) && sentinelsOf(text) !== undefined;
}

/** It goes into a header as it is: a line end or quotes copied from a file would make each request fail, or be refused. */
export const token = z.string().regex(/^[!#-&(-~]+$/, 'must be written without white space, quotes or other signs');

export const smtpUrl = address(['smtp:', 'smtps:'], 'smtp://user:password@host:587 or smtps://user:password@host:465');
export const mailbox = z
  .string()
  .regex(/^(?:[^<>]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be like UPixel <mail@upixel.example.com>');

/** An origin: pages, cookies and webhooks are at its root. Written as browsers write it. */
export const origin = httpUrl('https://upixel.example.com')
  .refine((text) => {
    const url = parse(text);
    return !url || (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '');
  }, 'must be an address without a path, like https://upixel.example.com')
  .transform((text) => new URL(text).origin);

/** Without a host for a socket: postgresql:///upixel?host=/var/run/postgresql */
export const databaseUrl = address(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/upixel', {
  hostless: true,
}).superRefine((text, context) => {
  const parameters = parse(text)?.searchParams;
  const chooses = parameters?.has('schema')
    ? '?schema='
    : /search_path/i.test(parameters?.get('options') ?? '')
      ? 'search_path'
      : undefined;
  if (!chooses) return;
  // Prisma would follow it and our own statements would not, or vice versa: half of the data would be in each.
  context.addIssue(
    `must not choose a schema (${chooses}): take it out. The tables are in the schema public; to have several installations on ` +
      'one server, give each a database of its own',
  );
});

/** Passwords and cookies must not cross a network in the clear; a machine's own address crosses none. */
export function isPlainHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
