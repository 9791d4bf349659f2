import type { Deps } from '../deps.ts';
import type { NamedPalette } from './find-named.ts';
import { keepPalette } from './keep-palette.ts';
import { listPalettes } from './list-palettes.ts';

/** The id by which a project is locked to it: of a classic one's own copy, which is kept if there is none. @throws Failure too_many_palettes, deletion_under_way */
export async function ownCopy(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { id, name, colours, isOwn }: NamedPalette,
): Promise<string> {
  if (isOwn) return id;
  const own = await listPalettes(deps, { userId });
  const isEqual = (other: readonly number[]) =>
    other.length === colours.length && other.every((colour, at) => colour === colours[at]);
  const before = own.find((each) => isEqual(each.colours));
  if (before) return before.id;
  const taken = new Set(own.map((each) => each.name.toLowerCase()));
  return keepPalette(deps, userId, { name: freeName(name, taken), colours });
}

/** `PICO-8`, or `PICO-8 2` where another one of theirs is called that. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
  return free;
}
