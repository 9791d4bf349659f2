import { z } from 'zod';

/** By the image on whose page they were begun. Whose: somebody else who signs in in this tab finds nothing. */
const boxed = z.object({ userId: z.string(), begun: z.record(z.string(), z.array(z.string())) });
type Begun = z.infer<typeof boxed>['begun'];

const name = 'upixel.begun';
/** More are found in the gallery. */
const mostOfOne = 12;
const mostImages = 20;

/** The requests that were begun on an image's page in this tab, newest first. */
export const readBegun = (userId: string, assetId: string): readonly string[] => readAll(userId)[assetId] ?? [];

/** With one more; another answer to the same request says the same id. */
export function keepBegun(userId: string, assetId: string, generationId: string): readonly string[] {
  const { [assetId]: before = [], ...others } = readAll(userId);
  if (before.includes(generationId)) return before;
  const ids = [generationId, ...before].slice(0, mostOfOne);
  const newest = Object.entries(others).slice(0, mostImages - 1);
  try {
    sessionStorage.setItem(name, JSON.stringify({ userId, begun: Object.fromEntries([[assetId, ids], ...newest]) }));
  } catch {
    // Full, or switched off: a reload forgets it, and the gallery shows what came of it.
  }
  return ids;
}

function readAll(userId: string): Begun {
  const found = boxed.safeParse(parsed()).data;
  return found?.userId === userId ? found.begun : {};
}

function parsed(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
