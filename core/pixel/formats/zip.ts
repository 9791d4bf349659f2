import { type Zippable, zipSync } from 'fflate';

/** The day with which the format's calendar begins: what a zip says must not depend on when it was made. In local time, since that is what it keeps. */
const noDay = () => new Date(1980, 0, 1);

/** What packing again makes no smaller. */
const packed = /\.(?:a?png|gif|webp|aseprite|zip)$/;

/**
 * A zip with the same bytes whenever and wherever it is made of the same files, in their order.
 * @param files by their paths, `art/hero.png`
 */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    entries[path] = [bytes, { level: packed.test(path) ? 0 : 9, mtime: noDay() }];
  }
  return zipSync(entries);
}
