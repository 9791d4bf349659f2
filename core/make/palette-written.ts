import { isolated, quoted } from '../contract/isolated.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { fewestColours, type PixelWish } from '../models/pixel-wish.ts';
import { didYouMean } from '../nearest.ts';
import { listPalettes } from '../palettes/list-palettes.ts';
import { type Classic, classics } from '../pixel/palettes/classics.ts';
import { PaletteError } from '../pixel/palettes/palette.ts';
import { readPalette } from '../pixel/palettes/read-palette.ts';

const nothing = 'Nothing was made and nothing was taken.';

/** A palette as somebody writes it: one of theirs or a classic by its name, or colours in hex as they are pasted. @throws Failure unknown_palette */
export async function paletteWritten(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string | null,
  written: string,
): Promise<NonNullable<PixelWish['palette']>> {
  const own = userId === null ? [] : await listPalettes(deps, { userId });
  const mine = own.find(isNamed(written));
  if (mine) return { colours: [...mine.colours] };
  const classic = classics.find(({ id, name }) => [id, name].some((each) => plain(each) === plain(written)));
  if (classic) return { colours: [...classic.colours], name: classic.id };
  const { colours, clear } = coloursIn(
    written,
    own.map(({ name }) => isolated(name)),
  );
  const seen = colours.filter((_, index) => index !== clear);
  if (seen.length < fewestColours)
    throw unknownPalette('One colour makes no picture.', 'Write at least two, such as 1a1c2c,f4f4f4.');
  return { colours: seen };
}

/** Those whose name contains this. */
export function classicsLike(written: string): readonly Classic[] {
  const wanted = plain(written);
  return classics.filter(({ id, name }) => plain(`${id} ${name}`).includes(wanted));
}

const isNamed =
  (written: string) =>
  ({ name }: { name: string }) =>
    name.trim().toLowerCase() === written.trim().toLowerCase();

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** @param own the names of theirs */
function coloursIn(written: string, own: readonly string[]) {
  try {
    return readPalette(written).palette;
  } catch (error) {
    if (!(error instanceof PaletteError)) throw error;
    const ids = classics.map(({ id }) => id);
    if (error.code !== 'no_colours') throw unknownPalette(error.message, 'Paste it once more, with fewer colours.');
    throw unknownPalette(
      `${quoted(written.slice(0, 60))} is no classic and none of yours, and there are no colours in it.`,
      `Name a classic, such as ${ids.slice(0, 4).join(', ')}, or write colours in hex, such as 1a1c2c,f4f4f4.${didYouMean(written, [...own, ...ids])}`,
    );
  }
}

const unknownPalette = (why: string, next: string) =>
  new Failure('unknown_palette', { title: 'That is no palette', happened: `${why} ${nothing}`, next });
