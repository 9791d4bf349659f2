import { useCallback, useEffect, useState } from 'react';
import type { Draft } from './draft.ts';
import { type Attempt, keepDraft, readDraft } from './draft-box.ts';

/** What is written, kept in this tab with every change. */
export function useDraft(userId: string) {
  const [{ draft, attempt }, setBox] = useState(() => readDraft(userId));
  useEffect(() => keepDraft(userId, { draft, ...(attempt ? { attempt } : {}) }), [userId, draft, attempt]);
  return {
    draft,
    attempt,
    change: useCallback(
      (part: Partial<Draft> | ((before: Draft) => Draft)) =>
        setBox((box) => ({
          ...box,
          draft: typeof part === 'function' ? part(box.draft) : without({ ...box.draft, ...part }),
        })),
      [],
    ),
    setAttempt: useCallback(
      (attempt: Attempt | undefined) => setBox(({ draft }) => ({ draft, ...(attempt ? { attempt } : {}) })),
      [],
    ),
  };
}

/** What is undefined is not said. */
const without = (draft: Draft) =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Draft;
