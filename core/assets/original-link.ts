import { z } from 'zod';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { createExpiringLinks, signedParameters } from './expiring-links.ts';

/** As long as the private message with it is likely to be looked at; the button that made it makes another one. */
const goodForMs = 24 * 60 * 60_000;

/** The types in which there is a small one. */
type SmallType = 'webp' | 'png';

const parameters = z.object({ id: z.uuid(), ...signedParameters });

const aboutLinks = {
  goodForMs,
  missing: 'There is no such download',
  over: {
    title: 'This link is over',
    happened: 'It was good for a day. Your picture is where it was.',
    next: 'Press Download under the picture again, or open it in your gallery.',
  },
};
const links = createExpiringLinks<{ id: string }>('original-links', {
  ...aboutLinks,
  textOf: ({ id }, expires) => `${expires}:${id}`,
});
/** Under the same key: the word keeps a link to an image from being one to what was described. */
const describedLinks = createExpiringLinks<{ id: string }>('original-links', {
  ...aboutLinks,
  textOf: ({ id }, expires) => `${expires}:described:${id}`,
});

/** The address of an image as it was made, or small, or of its frames as they move, for whoever has it, without a sign-in: guests have none. */
export function originalLink(
  config: Pick<Config, 'encryptionKey' | 'publicUrl'>,
  assetId: string,
  {
    isDownload = false,
    isMoving = false,
    small,
    now = new Date(),
  }: { isDownload?: boolean; isMoving?: boolean; small?: SmallType; now?: Date } = {},
): string {
  const query = new URLSearchParams({
    ...links.sign(config, { id: assetId }, now),
    ...(isDownload ? { download: '' } : {}),
    ...(isMoving ? { moving: '' } : {}),
    ...(small === undefined ? {} : { small }),
  });
  return `${config.publicUrl}${plainPaths.original(assetId)}?${query}`;
}

/** The address of a picture that was described, likewise: nobody but whoever had it described gets one. */
export function describedLink(config: Pick<Config, 'encryptionKey' | 'publicUrl'>, generationId: string): string {
  const signed = new URLSearchParams({ ...describedLinks.sign(config, { id: generationId }) });
  return `${config.publicUrl}${plainPaths.described(generationId)}?${signed}`;
}

/** The image of a link that we made. @throws Failure not_found, expired_download */
export const readOriginalLink = (config: Pick<Config, 'encryptionKey'>, link: unknown): string =>
  links.check(config, parameters.safeParse(link).data).id;

/** The request of a link to what was described. @throws Failure not_found, expired_download */
export const readDescribedLink = (config: Pick<Config, 'encryptionKey'>, link: unknown): string =>
  describedLinks.check(config, parameters.safeParse(link).data).id;
