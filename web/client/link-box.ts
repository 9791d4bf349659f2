import { z } from 'zod';

/** The one-time link of this browser, on its way from chat to the click that confirms it. */
const boxed = z.object({
  token: z.string(),
  /** Given by the API to the browser that opened the link first; only with it the link goes on. */
  browserKey: z.string().optional(),
  savedAt: z.number(),
});
export type BoxedLink = z.infer<typeof boxed>;

const name = 'upixel.link';
/** As long as the link itself is good. */
const lifeMs = 10 * 60_000;

/**
 * Takes the token out of the address bar, where shoulders, screen shares and the browser's history would see it, and keeps it.
 * In localStorage and not in the tab's own: who registers first confirms the address by a link in a mail, and that opens another
 * tab. It is of no use to other browsers once this one has opened it.
 */
export function takeLinkFromAddress(): void {
  const token = location.hash.slice(1);
  if (token === '') return;
  history.replaceState(history.state, '', location.pathname + location.search);
  if (readLink()?.token !== token) write({ token, savedAt: Date.now() });
}

export function readLink(): BoxedLink | undefined {
  const link = boxed.safeParse(parsed(localStorage.getItem(name))).data;
  if (link && Date.now() - link.savedAt < lifeMs) return link;
  forgetLink();
  return undefined;
}

export function keepBrowserKey(token: string, browserKey: string): void {
  const link = readLink();
  if (link?.token === token) write({ ...link, browserKey });
}

export const forgetLink = () => localStorage.removeItem(name);

const write = (link: BoxedLink) => localStorage.setItem(name, JSON.stringify(link));

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
