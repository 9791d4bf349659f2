import { whenAnswered } from './connection.ts';
import { renew } from './release.ts';

/** In the words of Chromium, Firefox and Safari, and of Vite for styles. */
const missing = /dynamically imported module|importing a module script|unable to preload css/i;
export const isMissingScript = (error: unknown): boolean => missing.test(String(error));

/**
 * Loads a page's script. While our server does not answer, it waits for that, and the page before stays (standing.tsx says so); if the script is still
 * not there, because the browser does not ask for it again or because UPixel was updated meanwhile, the address is loaded anew. @throws what the script threw, or that it is missing although nothing is wrong
 */
export async function loadScript<Script>(
  load: () => Promise<Script>,
  where: { address: () => string | Promise<string>; who: () => string | null },
): Promise<Script> {
  try {
    return await load();
  } catch (error) {
    if (!isMissingScript(error)) throw error;
  }
  await whenAnswered();
  try {
    return await load();
  } catch (error) {
    if (!isMissingScript(error) || !renew(where.who(), await where.address())) throw error;
    return await new Promise(() => {}); // until the browser has left
  }
}

/** The same for what a page needs only now, whoever is signed in. */
export const loadInPlace = <Script>(load: () => Promise<Script>): Promise<Script> =>
  loadScript(load, { address: () => location.pathname + location.search, who: () => null });
