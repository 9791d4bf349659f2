import { useState } from 'react';
import { useUser } from '../../shell/require-session.tsx';
import { keepBegun, readBegun } from './begun-box.ts';

/** What was begun on an image's page, newest first: kept in this tab, so that a reload shows it again. */
export function useBegun(assetId: string) {
  const { id: userId } = useUser();
  const [shown, setShown] = useState(() => ({ assetId, ids: readBegun(userId, assetId) }));
  // Another image took its place on the same page.
  const now = shown.assetId === assetId ? shown : { assetId, ids: readBegun(userId, assetId) };
  if (now !== shown) setShown(now);
  return {
    ids: now.ids,
    begin: (generationId: string) => setShown({ assetId, ids: keepBegun(userId, assetId, generationId) }),
  };
}
