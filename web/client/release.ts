import { z } from 'zod';
import { keepUnsent } from './unsent.ts';

/** Which build of the pages this one is of: its first script, as the API names the one that is served now (api/web/built.ts). */
export function ownRelease(): string | undefined {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script ? new URL(script.src).pathname : undefined;
}

/** The last time that a page was loaded anew because a script of it could not be loaded, and by which build. */
const renewal = z.object({ address: z.string(), at: z.number(), by: z.string().optional(), isSaid: z.boolean() });
const name = 'upixel.renewed';
/** Twice within this time, it would not help a third time. */
const apartMs = 60_000;

/** Loads a page of ours anew, with what is typed in its forms kept: by default this one. */
export function loadAnew(who: string | null, address = here()): void {
  keepUnsent(who);
  if (address === here()) location.reload();
  else location.assign(address);
}

const here = () => location.pathname + location.search + location.hash;

/**
 * Loads an address as a new page, because a script of it could not be loaded: it was of a build that is not served any more, or the connection was
 * lost, after which browsers do not ask for it again. False, and nothing happens, if that was just done for this very address and did not help.
 */
export function renew(who: string | null, address: string): boolean {
  const last = read();
  if (last?.address === address && Date.now() - last.at < apartMs) return false;
  write({ address, at: Date.now(), by: ownRelease(), isSaid: false });
  loadAnew(who, address);
  return true;
}

/** Whether this page took the place of one of another build; once. One that was loaded anew for another reason is no news. */
export function wasRenewed(): boolean {
  const last = read();
  if (!last || last.isSaid || Date.now() - last.at > apartMs) return false;
  write({ ...last, isSaid: true });
  return last.by !== undefined && last.by !== ownRelease();
}

const write = (value: z.infer<typeof renewal>) => sessionStorage.setItem(name, JSON.stringify(value));

function read(): z.infer<typeof renewal> | undefined {
  try {
    return renewal.safeParse(JSON.parse(sessionStorage.getItem(name) ?? 'null')).data;
  } catch {
    return undefined;
  }
}
