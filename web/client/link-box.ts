import { z } from 'zod';

/** The one-time link of this browser, on its way from chat to the click that confirms it. */
const boxed = z.object({
  token: z.string(),
  /** The API gives it to the browser that opened the link first; linking needs it. */
  browserKey: z.string().optional(),
  savedAt: z.number(),
});
export type BoxedLink = z.infer<typeof boxed>;

const name = 'upixel.link';
/** As long as the link itself is valid. */
const lifeMs = 10 * 60_000;

/**
 * Moves the token out of the address bar, where shoulders, screen shares and the browser's history would see it. It is kept in
 * localStorage, not in sessionStorage: people who register first confirm their address by a link in a mail, which opens another
 * tab. Other browsers cannot use it once this one has opened the link.
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
