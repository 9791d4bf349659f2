import { z } from 'zod';
import { createSignature } from '../assets/signature.ts';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { mostParts } from '../contract/project-zip.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';

/** As a link to an original: as long as the message with it is looked at. */
const goodForMs = 24 * 60 * 60_000;

const signature = createSignature('project-links');
const signedText = ({ id, part = 1, expires }: Omit<z.output<typeof parameters>, 'signature'>) =>
  `${id}:${part}:${expires}`;

const parameters = z.object({
  id: z.uuid(),
  part: z.coerce.number().int().min(1).max(mostParts).optional(),
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string(),
});

/** The address of one file of a project's download, for whoever has it, for a day, without a sign-in. @param part from 1, of several */
export function projectZipLink(
  config: Pick<Config, 'encryptionKey' | 'publicUrl'>,
  { id, part }: { id: string; part?: number | undefined },
  now = new Date(),
): string {
  const expires = String(Math.ceil((now.getTime() + goodForMs) / 1000));
  const signed = { expires, signature: signature.of(config, signedText({ id, part, expires })) };
  const query = { ...(part === undefined ? {} : { part: String(part) }), ...signed };
  return `${config.publicUrl}${plainPaths.projectZip(id)}?${new URLSearchParams(query)}`;
}

/** Whose project a link of ours is to. @throws Failure not_found, expired_download */
export async function ownerByZipLink({ config, db }: Pick<Deps, 'config' | 'db'>, query: unknown): Promise<string> {
  const link = parameters.safeParse(query);
  if (!link.success || !signature.isRight(config, signedText(link.data), link.data.signature))
    throw notFound('There is no such project');
  const { id, expires } = link.data;
  if (Number(expires) * 1000 < Date.now()) throw expired();
  const project = await db.project.findUnique({ where: { id }, select: { userId: true } });
  if (!project) throw notFound('There is no such project');
  return project.userId;
}

const expired = () =>
  new Failure('expired_download', {
    title: 'This link is over',
    happened: 'It was good for a day. Your pictures are where they were.',
    next: ['Type ', { command: 'projects' }, ' again for a new one, or open the project on its page.'],
  });
