import { findPicture } from '#core/assets/find-picture.ts';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { lookedAt } from '#core/palettes/colours-of-picture.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
import { PaletteError } from '#core/pixel/palettes/palette.ts';
import type { Colours } from '#core/pixel/picture.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import type { ImageReference } from '../fields.ts';
import { namedPictures } from '../own-picture.ts';
import { badOptions } from '../parse-options.ts';
import { coloursWords, keptCard } from './cards.ts';
import { paletteBlocks } from './palette-blocks.ts';
import { asRefusal, bytesOf } from './read-given.ts';
import { badPalette, needsAccount } from './refusals.ts';

interface Wanted {
  file?: ImageReference | undefined;
  /** One of their own pictures. */
  reference?: string | undefined;
  /** At most so many colours. */
  count: number;
  /** Under which it is kept; without one it is shown alone. */
  name?: string | undefined;
}

/** The colours of a picture: all of them if there are no more than wanted, else those that stand for them best. @throws Failure bad_palette, bad_options, bad_reference */
export async function extracted(context: Context, { file, reference, count, name }: Wanted): Promise<Card> {
  const { deps, who } = context;
  const picture = await pictureOf(context, { file, reference });
  const { colours, isExact } = await coloursIn(context, picture.bytes, count);
  const about = isExact
    ? `All ${coloursWords(colours.length)} of it.`
    : `${coloursWords(colours.length)} stand for all of its colours.`;
  if (name !== undefined) {
    if (who.userId === null) throw needsAccount();
    const id = await keepPalette(deps, who.userId, { name, colours });
    return keptCard(deps.config, { id, name, colours, isOwn: true }, [about]);
  }
  return {
    tone: 'notice',
    title: 'Its colours',
    blocks: [
      text(about),
      ...paletteBlocks(deps.config, colours),
      ...(picture.assetId === undefined
        ? [note('With a name, it is kept among your palettes.')]
        : [actions(button('Keep as mine…', { name: 'keep-palette', args: { assetId: picture.assetId } }))]),
    ],
  };
}

async function pictureOf(
  context: Context,
  { file, reference }: Pick<Wanted, 'file' | 'reference'>,
): Promise<{ bytes: Buffer; assetId?: string }> {
  if (file) return { bytes: await bytesOf(context, file) };
  if (reference === undefined)
    throw badOptions(
      ['Which picture is missing'],
      'Add one as the file, or name one of yours as the reference, such as last.',
      nothingChanged,
    );
  const [own] = await namedPictures(context, reference);
  const found = own && (await findPicture(context.deps, { id: own.id }));
  if (!own || !found) throw badPalette('That picture is gone.');
  return { bytes: await context.deps.storage.get(found.storageKey), assetId: own.id };
}

async function coloursIn(
  { deps }: Context,
  bytes: Buffer,
  count: number,
): Promise<{ colours: Colours; isExact: boolean }> {
  const { pixels, isWhole } = await lookedAt(bytes).catch(asRefusal);
  try {
    const { colours, isExact } = await deps.pixelThreads.extract(pixels, count);
    return { colours, isExact: isExact && isWhole };
  } catch (error) {
    // What a thread throws comes as an error of no class of ours.
    if (error instanceof Error && error.name === PaletteError.name) throw badPalette(error.message);
    throw error;
  }
}
