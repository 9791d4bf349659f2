import type { Response } from 'express';

/**
 * Has the browser forget what our pages keep in it. The cookie of the session is ended by the answer itself; the number by which the browser is
 * known again stays at a sign-out, and goes with the account.
 */
export function clearSiteData(response: Response, { cookies }: { cookies: boolean }): void {
  response.set('clear-site-data', cookies ? '"cache", "cookies", "storage"' : '"cache", "storage"');
}
