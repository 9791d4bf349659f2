import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from 'express';
import { offeredChats, signInChats } from '#core/chat/offered-chats.ts';
import type { Platform } from '#core/chat/platforms.ts';
import type { Config } from '#core/config.ts';
import { addressOf, type PagePath, siteDescription, siteTitle } from '#core/contract/addresses.ts';
import { html } from '../html.ts';

export interface Documents {
  /** What a browser is answered at the address; undefined: there is no such page. `own`: what is known only when it is asked for. */
  render(
    path: PagePath | undefined,
    request: Pick<Request, 'path' | 'url' | 'headers'>,
    own?: OwnHead,
  ): { status: number; text: string };
}

/** What a page's document says of itself, if it depends on more than the address. */
export interface OwnHead {
  /** Absent: 200. */
  status?: number;
  title: string;
  description: string;
  /** Absent: the site's own. */
  image?: { url: string; width: number; height: number; alt: string };
  /** Search engines may list it. */
  isListed: boolean;
}

const siteImage = {
  path: '/og.png',
  ...{
    width: 1200,
    height: 630,
    alt: 'Nine pictures in pixel art: an owl mage, a fox knight, a robot in a neon city.',
  },
};

/** Where the build leaves room for a page's own tags. */
const room = '<!--head-->';

/** Stands in a document for who answers questions about privacy. */
const contactMark = 'contact@privacy.invalid';

/** Stands for where the site is, as in web/client/own-origin.ts. */
const originMark = 'https://own.origin.invalid';

/** The pages that stand in their documents, by scripts/web-documents.mjs: the document's name, and the chats that it offers. */
const ahead: Partial<Record<PagePath, { name: string; offers?: (config: Config) => Platform[]; bare?: true }>> = {
  '/': { name: 'landing', offers: offeredChats },
  // What is asked for in their address changes their links, and may change their words.
  '/sign-in': { name: 'sign-in', offers: signInChats, bare: true },
  '/sign-up': { name: 'sign-up', offers: signInChats, bare: true },
  '/developers': { name: 'developers' },
  '/privacy': { name: 'privacy' },
  '/terms': { name: 'terms' },
};

/**
 * The documents that the build left in this folder: the frame that every page's script fills, and those pages with their content that people meet
 * first, for each set of chats that may be offered. What names an address is filled in here: the build knows none.
 */
export function createDocuments(folder: string, config: Config): Documents {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const there = new Set(readdirSync(folder));
  const frame = read('page.html');
  const contact = html`${config.privacyContact}`.source;
  const origin = html`${config.publicUrl}`.source;
  const drawn = new Map(
    Object.entries(ahead).flatMap(([path, { name, offers, bare = false }]) => {
      const file = `${name}-${(offers?.(config) ?? []).join('-')}.html`;
      return there.has(file)
        ? [[path, { text: read(file).replaceAll(contactMark, contact).replaceAll(originMark, origin), bare }] as const]
        : [];
    }),
  );
  return {
    render(path, request, own) {
      // Who is signed in sees pages of their own there, which are drawn by script.
      const isVisitor = !request.headers.cookie?.includes('upixel.session_token=');
      const page = isVisitor && path !== undefined ? drawn.get(path) : undefined;
      const document = (page?.bare ? goingOn(page.text, request.url) : page?.text) ?? frame;
      const head = headOf(own ?? headAt(path, config.publicUrl), config.publicUrl + request.path);
      return { status: own?.status ?? (path === undefined ? 404 : 200), text: document.replace(room, () => head) };
    },
  };
}

/** Their words are others before a chat is linked. As in web/client/use-next.ts. */
const leadsToLink = /^\/link(\?|$)/;

/**
 * A page for signing in or up as its scripts will draw it: its links to the other one keep where to go afterwards, which each checks by itself. Undefined:
 * something else is asked for in its address, and changes its words.
 */
function goingOn(text: string, url: string): string | undefined {
  const query = new URL(url, 'http://127.0.0.1').searchParams;
  if (query.size === 0) return text;
  const next = query.get('next');
  if (query.size > 1 || next === null || leadsToLink.test(next)) return undefined;
  const search = `?next=${encodeURIComponent(next)}`;
  return text.replaceAll(/href="(\/sign-(?:in|up))"/g, (_, path: string) => html`href="${path + search}"`.source);
}

function headAt(path: PagePath | undefined, publicUrl: string): OwnHead {
  const {
    title,
    seen,
    description = siteDescription,
  } = path ? addressOf[path] : { title: 'There is no such page', seen: 'open' as const };
  const { path: file, ...image } = siteImage;
  return { title, description, isListed: seen === 'public', image: { url: publicUrl + file, ...image } };
}

/** Title and description, and the same for whoever shows what a link leads to. https://ogp.me, https://developer.x.com/en/docs/x-for-websites/cards */
function headOf({ title, description, image, isListed }: OwnHead, url: string): string {
  const tags = [
    ['name', 'description', description],
    ['property', 'og:site_name', siteTitle],
    ['property', 'og:type', 'website'],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', url],
    ['name', 'twitter:card', 'summary_large_image'],
    ['name', 'twitter:title', title],
    ['name', 'twitter:description', description],
    ...(image
      ? [
          ['property', 'og:image', image.url],
          ['property', 'og:image:width', String(image.width)],
          ['property', 'og:image:height', String(image.height)],
          ['property', 'og:image:alt', image.alt],
          ['name', 'twitter:image', image.url],
        ]
      : []),
    ...(isListed ? [] : [['name', 'robots', 'noindex']]),
  ];
  const lines = [
    html`<title>${`${title} · ${siteTitle}`}</title>`,
    ...tags.map(([kind = '', name = '', content = '']) =>
      kind === 'name'
        ? html`<meta name="${name}" content="${content}" />`
        : html`<meta property="${name}" content="${content}" />`,
    ),
    ...(isListed ? [html`<link rel="canonical" href="${url}" />`] : []),
  ];
  return lines.map(({ source }) => source).join('\n    ');
}
