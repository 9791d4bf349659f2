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
});

/** A file as a picture to start from; the bot's token opens it. Undefined where it has no address. */
function referenceOf(file: unknown): ImageReference | undefined {
  const parsed = fileSchema.safeParse(file);
  const url = parsed.data?.url_private_download ?? parsed.data?.url_private;
  if (!parsed.success || url === undefined) return undefined;
  return { url, byteLength: parsed.data.size };
}

/** A file that came with a message or a form. In channels that companies share Slack tells no more of it than its id. */
export function attachedImage(file: unknown): ImageReference | NamedFile | undefined {
  return referenceOf(file) ?? fileIdSchema.safeParse(file).data;
}

const fileIdSchema = z.object({ id: z.string() }).transform(({ id }): NamedFile => ({ fileId: id }));

/** A picture that a person named by its id. @throws Failure bad_reference, if it is not theirs to use here */
export async function findImage(deps: Pick<Deps, 'slack'>, spot: Spot, { fileId }: NamedFile): Promise<ImageReference> {
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
