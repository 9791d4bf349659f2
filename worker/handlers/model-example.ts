import type { Deps } from '#core/deps.ts';
import { DownloadError, download } from '#core/download.ts';
import { readContainer } from '#core/images/containers/read-container.ts';
import { ImageError } from '#core/images/image-error.ts';
import { linkPicture } from '#core/images/link-picture.ts';
import { pixelArtPx } from '#core/images/raw-pixels.ts';
import type { JobData } from '#core/jobs.ts';
import { models } from '#core/models/catalogue.ts';
import { type ExamplePicture, isExampleDue, noteExample } from '#core/models/examples.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { keepImage } from '../images/keep-image.ts';

/** Chats draw it at about 88 pixels, and larger when somebody presses it. */
const sidePx = 320;

/** Keeps a small picture of what a model makes, as the provider shows it of the model. Done twice, it is the same one. */
export async function keepModelExample(deps: Deps, { modelId }: JobData<'model-example'>): Promise<undefined> {
  const model = models.find(({ id }) => id === modelId);
  if (!model || !(await isExampleDue(deps, modelId))) return;
  const url = await deps.provider.exampleOf(model.id);
  await noteExample(deps, modelId, url === undefined ? undefined : await fetched(deps, model.id, url));
}

/** Undefined for what is no picture, or is on no host of the provider's. @throws DownloadError for what may pass */
async function fetched(
  { provider, log }: Pick<Deps, 'provider' | 'log'>,
  model: string,
  url: string,
): Promise<ExamplePicture | undefined> {
  try {
    const { bytes } = await keepImage(await download(url, { allowedHosts: provider.outputHosts }), { model });
    const small = await linkPicture(bytes, { isPixelArt: isPixelArt(model), layout: null, size: sizeOf(bytes) });
    return { bytes: Uint8Array.from(small.bytes), type: small.type };
  } catch (error) {
    const mayPass = error instanceof DownloadError && (error.code === 'broken' || error.code === 'timed_out');
    if (mayPass || !(error instanceof DownloadError || error instanceof ImageError)) throw error;
    log.warn({ model, code: error.code }, 'the example of a model cannot be shown');
    return undefined;
  }
}

/** Pixel art keeps its size, so that every pixel stays a square. */
function sizeOf(picture: Buffer): { width: number; height: number } {
  const { width, height } = readContainer(picture);
  const longest = Math.max(width, height);
  const factor = longest <= pixelArtPx ? 1 : sidePx / longest;
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
