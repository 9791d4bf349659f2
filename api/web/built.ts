import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The pages as `npm run build:web` leaves them: beside the sources, or beside the bundle in production. */
export const built = [resolve(import.meta.dirname, '../../dist'), import.meta.dirname].find((path) =>
  existsSync(join(path, 'documents/page.html')),
);

let release: string | null | undefined;

/**
 * Which build of the pages is served: the name of their first script, which has in it a hash of itself, and so of the names of all others. A page that
 * began with another one is old. Null: they are not built.
 */
export function servedRelease(): string | null {
  if (release === undefined) release = built === undefined ? null : readRelease(built);
  return release;
}

function readRelease(folder: string): string | null {
  const document = readFileSync(join(folder, 'documents/page.html'), 'utf8');
  return /<script type="module"[^>]* src="([^"]+)"/.exec(document)?.[1] ?? null;
}
