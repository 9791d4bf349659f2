import { z } from 'zod';
import type { Spot } from '#core/chat/messenger.ts';
import { slackError } from '#core/chat/slack/errors.ts';
import { placeOf } from '#core/chat/slack/place.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ImageReference } from '../define-command.ts';
import type { NamedFile } from './parse-text.ts';

/** As much of Slack's file object as is of use; from an event, a form, or files.info. */
const fileSchema = z.object({
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
  size: z.number().default(0),
  mimetype: z.string().default(''),
  filetype: z.string().default(''),
});

const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** A file as a picture to start from; the token that opens it comes with `withToken`. Undefined where it is none. */
export function referenceOf(file: unknown): ImageReference | undefined {
  const parsed = fileSchema.safeParse(file);
  const url = parsed.data?.url_private_download ?? parsed.data?.url_private;
  if (!parsed.success || url === undefined) return undefined;
  const { size, mimetype, filetype } = parsed.data;
  // A fresh file has no type yet, though a name that tells it.
  return { url, byteLength: size, contentType: mimetype || (contentTypes[filetype.toLowerCase()] ?? '') };
}

/** A picture ready for a command: one named by id is looked up, and it gets the token that opens it. */
export async function lookUpImage(
  deps: Pick<Deps, 'slack' | 'slackTokens'>,
  spot: Spot,
  image: ImageReference | NamedFile,
): Promise<ImageReference> {
  const reference = 'fileId' in image ? await findImage(deps, spot, image.fileId) : image;
  const token = await deps.slackTokens.tokenFor(spot.teamId);
  return { ...reference, authorization: `Bearer ${token}` };
}

async function findImage(deps: Pick<Deps, 'slack'>, spot: Spot, fileId: string): Promise<ImageReference> {
  const info = await deps.slack.withClient(spot.teamId, (client) =>
    client.files.info({ file: fileId }).catch((error: unknown) => {
      if (slackError(error) === undefined) throw error;
      return undefined;
    }),
  );
  const file = info?.file;
  // The bot sees more than the person may: only what is theirs, public, or shared right here.
  const { channel } = placeOf(spot.channelId);
  const here = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])].includes(channel);
  const reference = file && (file.user === spot.userId || file.is_public || here) ? referenceOf(file) : undefined;
  if (!reference) throw noSuchFile;
  return reference;
}

const noSuchFile = new Failure('bad_reference', {
  title: 'I cannot see that picture',
  happened: 'There is no such file, or it is not yours to use here. Nothing was made and nothing was taken.',
  next: ['Share the picture in this channel first, or add it in the form: send ', { command: 'imagine' }, ' alone.'],
});
