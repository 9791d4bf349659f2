import { z } from 'zod';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { createSignature } from './signature.ts';

const signature = createSignature('original-links');
const signedText = (signed: string, expires: string) => `${expires}:${signed}`;

/** As long as the private message with it is likely to be looked at; the button that made it makes another one. */
const goodForMs = 24 * 60 * 60_000;

/** The types in which there is a small one. */
type SmallType = 'webp' | 'png';

const parameters = z.object({ id: z.uuid(), expires: z.string().regex(/^\d{1,12}$/), signature: z.string() });

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
  const expires = String(Math.ceil((now.getTime() + goodForMs) / 1000));
  const query = new URLSearchParams({
    expires,
    signature: signature.of(config, signedText(assetId, expires)),
    ...(isDownload ? { download: '' } : {}),
    ...(isMoving ? { moving: '' } : {}),
    ...(small === undefined ? {} : { small }),
  });
  return `${config.publicUrl}${plainPaths.original(assetId)}?${query}`;
}

/** The address of a picture that was described, likewise: nobody but whoever had it described gets one. */
export function describedLink(config: Pick<Config, 'encryptionKey' | 'publicUrl'>, generationId: string): string {
  const expires = String(Math.ceil((Date.now() + goodForMs) / 1000));
  const query = { expires, signature: signature.of(config, signedText(described(generationId), expires)) };
  return `${config.publicUrl}${plainPaths.described(generationId)}?${new URLSearchParams(query)}`;
}

const described = (generationId: string) => `described:${generationId}`;

/** The image of a link that we made. @throws Failure not_found, expired_download */
export const readOriginalLink = (config: Pick<Config, 'encryptionKey'>, link: unknown): string =>
  readLink(config, link, (id) => id);

/** The request of a link to what was described. @throws Failure not_found, expired_download */
export const readDescribedLink = (config: Pick<Config, 'encryptionKey'>, link: unknown): string =>
  readLink(config, link, described);

function readLink(config: Pick<Config, 'encryptionKey'>, link: unknown, signedOf: (id: string) => string): string {
  const parsed = parameters.safeParse(link);
  if (!parsed.success) throw notFound('There is no such download');
  const { id, expires } = parsed.data;
  if (!signature.isRight(config, signedText(signedOf(id), expires), parsed.data.signature))
    throw notFound('There is no such download');
  if (Number(expires) * 1000 < Date.now()) throw expired();
  return id;
}

const expired = () =>
  new Failure('expired_download', {
    title: 'This link is over',
    happened: 'It was good for a day. Your picture is where it was.',
    next: 'Press Download under the picture again, or open it in your gallery.',
  });
