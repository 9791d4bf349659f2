import { z } from 'zod';
import { type Draft, draft, emptyDraft } from './draft.ts';

/** What is sent and not answered yet: sent once more, after a lost answer or a reload, it is still the same request. */
export const attempt = z.object({ requestKey: z.string(), wish: z.string() });
export type Attempt = z.infer<typeof attempt>;

/** Whose it is: somebody else who signs in in this tab finds nothing. */
const boxed = z.object({ userId: z.string(), draft, attempt: attempt.optional() });
export type Boxed = Pick<z.infer<typeof boxed>, 'draft' | 'attempt'>;

const name = 'upixel.draft';

/** What was written in this tab, and not sent. */
export function readDraft(userId: string): Boxed {
  const found = boxed.safeParse(parsed(sessionStorage.getItem(name))).data;
  return found?.userId === userId ? found : { draft: emptyDraft };
}

export function keepDraft(userId: string, { draft, attempt }: Boxed): void {
  try {
    sessionStorage.setItem(name, JSON.stringify({ userId, draft, attempt }));
  } catch {
    // Full, or switched off: a reload loses it, and nothing else.
  }
}

/** Words for the page, from another one. */
export const bringWords = (userId: string, prompt: string): void => {
  const before: Draft = readDraft(userId).draft;
  keepDraft(userId, { draft: { ...before, prompt } });
};

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
