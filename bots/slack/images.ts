import { z } from 'zod';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { slackError } from '#core/chat/slack/errors.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ImageReference } from '../fields.ts';
import type { NamedFile } from './parse-text.ts';

/** The part of Slack's file object that we use; from an event, a form, or files.info. */
const fileSchema = z.object({
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
  size: z.number().default(0),
  mimetype: z.string().optional(),
});

/** A file as a picture to start from; the bot's token opens it. Undefined if it has no address. */
function referenceOf(file: unknown): ImageReference | undefined {
  const parsed = fileSchema.safeParse(file);
  const url = parsed.data?.url_private_download ?? parsed.data?.url_private;
  if (!parsed.success || url === undefined) return undefined;
  const { size: byteLength, mimetype: contentType } = parsed.data;
  return { url, byteLength, ...(contentType ? { contentType } : {}) };
}

/** A file that came with a message or a form. In channels that companies share, Slack sends only its id. */
export function attachedImage(file: unknown): ImageReference | NamedFile | undefined {
  return referenceOf(file) ?? fileIdSchema.safeParse(file).data;
}

const fileIdSchema = z.object({ id: z.string() }).transform(({ id }): NamedFile => ({ fileId: id }));

/** A picture that a person named by its id. @throws Failure bad_reference, if it is not theirs to use here */
export async function findImage(
  deps: Pick<Deps, 'slack'>,
  target: StatusTarget,
  { fileId }: NamedFile,
): Promise<ImageReference> {
  const info = await deps.slack.withClient(target.workspaceId, (client) =>
    client.files.info({ file: fileId }).catch((error: unknown) => {
      if (slackError(error) === undefined) throw error;
      return undefined;
    }),
  );
  const file = info?.file;
  // The bot sees more than the person may: allow only files that are theirs, public, or shared right here.
  const here = [...(file?.channels ?? []), ...(file?.groups ?? []), ...(file?.ims ?? [])].includes(target.channelId);
  const reference = file && (file.user === target.userId || file.is_public || here) ? referenceOf(file) : undefined;
  if (!reference) throw noSuchFile();
  return reference;
}

const noSuchFile = () =>
  new Failure('bad_reference', {
    title: 'I cannot see that picture',
    happened: 'There is no such file, or it is not yours to use here. Nothing was made and nothing was taken.',
    next: ['Share the picture in this channel first, or add it in the form: send ', { command: 'imagine' }, ' alone.'],
  });
