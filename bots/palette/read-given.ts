import { fetchFile } from '#core/chat/fetch-file.ts';
import { DownloadError } from '#core/download.ts';
import { maxReferenceBytes } from '#core/generations/reference.ts';
import { ImageError } from '#core/images/image-error.ts';
import { lookedAt } from '#core/palettes/colours-of-picture.ts';
import { PaletteError, type ReadPalette } from '#core/pixel/palettes/palette.ts';
import { isPicture, readPalette } from '#core/pixel/palettes/read-palette.ts';
import { readSwatch } from '#core/pixel/palettes/swatch.ts';
import type { Context } from '../dispatch.ts';
import type { ImageReference } from '../fields.ts';
import { badFile, badPalette } from './refusals.ts';

type Where = Pick<Context, 'deps' | 'ask'>;

/** A palette that somebody pasted. @throws Failure bad_palette */
export const readPasted = (words: string): ReadPalette => told(() => readPalette(words));

/** A palette that somebody added as a file: of any format that we know, or a picture of colours. @throws Failure bad_palette */
export async function readFile(where: Where, file: ImageReference): Promise<ReadPalette> {
  const bytes = await bytesOf(where, file);
  if (!isPicture(bytes)) {
    const found = await where.deps.pixelThreads.readPalette(bytes, nameIn(file.url)).catch(asTooSlow);
    if ('refused' in found) throw badPalette(found.refused);
    return found.read;
  }
  const { pixels } = await lookedAt(bytes).catch(asRefusal);
  return told(() => readSwatch(pixels));
}

/** What somebody added. @throws Failure bad_palette */
export async function bytesOf({ deps, ask }: Where, { url, byteLength }: ImageReference): Promise<Buffer> {
  if (byteLength > maxReferenceBytes) throw badFile('It is larger than 15 MB.');
  const { platform, workspaceId } = ask.target;
  try {
    return await fetchFile(deps, { platform, teamId: workspaceId, url });
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    throw badFile(error.code === 'too_large' ? 'It is larger than 15 MB.' : 'The chat does not hand it out.');
  }
}

/** For `catch`. @throws Failure bad_palette for a file that takes too long */
function asTooSlow(error: unknown): never {
  if (error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name))
    throw badFile('It takes too long to be read.');
  throw error;
}

/** Of its address, if the chat has it there: a palette is called after its file. */
function nameIn(url: string): string | undefined {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return undefined;
  }
}

/** For `catch`. @throws Failure bad_palette for a picture that cannot be opened */
export function asRefusal(error: unknown): never {
  if (error instanceof ImageError) throw badFile('This picture cannot be opened.');
  throw error;
}

function told(read: () => ReadPalette): ReadPalette {
  try {
    return read();
  } catch (error) {
    if (error instanceof PaletteError) throw badPalette(error.message);
    throw error;
  }
}
