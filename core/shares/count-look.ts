import type { Deps } from '../deps.ts';

/** Who asks for a page: a browser that shows it to somebody, or a program that looks it up for a chat or a search engine. */
export type Looker = 'browser' | 'program';

/** Every browser that people use calls itself so, and a program that does says what it is beside it. */
export function lookerOf(userAgent: string | undefined): Looker {
  const isBrowser = /^Mozilla\/5\.0 /.test(userAgent ?? '');
  return isBrowser && !/compatible;|bot\b|crawl|spider|preview|https?:\/\//i.test(userAgent ?? '')
    ? 'browser'
    : 'program';
}

/** Counts that a link was looked at. Nothing else is kept: not who, not when, not from where. */
export async function countLook({ db }: Pick<Deps, 'db'>, shareId: string, looker: Looker): Promise<void> {
  const one = { increment: 1 };
  await db.share.updateMany({
    where: { id: shareId },
    data: looker === 'browser' ? { views: one } : { previews: one },
  });
}
