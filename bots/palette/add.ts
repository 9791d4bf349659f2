import type { Card } from '#core/chat/card/card.ts';
import { visible } from '#core/contract/visible.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import type { ImageReference } from '../fields.ts';
import { badOptions } from '../parse-options.ts';
import { keptCard } from './cards.ts';
import { readFile, readPasted } from './read-given.ts';
import { needsAccount } from './refusals.ts';

const longestName = 80;
const longestColourName = 60;

interface Given {
  /** Left out: as the file says. */
  name?: string | undefined;
  colours?: string | undefined;
  file?: ImageReference | undefined;
}

/** Keeps what was pasted, or the palette of a file. @throws Failure not_linked, bad_options, bad_palette, name_taken, too_many_palettes */
export async function addPalette(context: Context, { name: typed, colours: pasted, file }: Given): Promise<Card> {
  const { deps, who } = context;
  if (who.userId === null) throw needsAccount();
  if ((pasted === undefined) === (file === undefined))
    throw badOptions(
      [pasted === undefined ? 'Its colours are missing' : 'It is either pasted colours or a file'],
      'Paste colours in hex, such as 1a1c2c f4f4f4, or add a file.',
      nothingChanged,
    );
  const { palette, notes } = file ? await readFile(context, file) : readPasted(pasted ?? '');
  const name = visible(typed ?? palette.name ?? '')
    .trim()
    .slice(0, longestName);
  if (name === '')
    throw badOptions(['Name is missing: what it is to be called'], 'Send it again, with a name.', nothingChanged);
  const isOpaque = (_: unknown, index: number) => index !== palette.clear;
  const colours = palette.colours.filter(isOpaque);
  const names = palette.names?.filter(isOpaque).map((each) => each.slice(0, longestColourName));
  const id = await keepPalette(deps, who.userId, { name, colours, names });
  return keptCard(deps.config, { id, name, colours, isOwn: true }, notes);
}
