import { z } from 'zod';
import { createExpiringLinks, signedParameters } from '../assets/expiring-links.ts';
import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import { mostParts } from '../contract/project-zip.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';

/** As a link to an original: as long as the message with it is looked at. */
const goodForMs = 24 * 60 * 60_000;

interface Signed {
  id: string;
  /** From 1, of several. */
  part?: number | undefined;
}

const links = createExpiringLinks<Signed>('project-links', {
  goodForMs,
  textOf: ({ id, part = 1 }, expires) => `${id}:${part}:${expires}`,
  missing: 'There is no such project',
  over: {
    title: 'This link is over',
    happened: 'It was good for a day. Your pictures are where they were.',
    next: ['Type ', { command: 'projects' }, ' again for a new one, or open the project on its page.'],
  },
});

const parameters = z.object({
  id: z.uuid(),
  part: z.coerce.number().int().min(1).max(mostParts).optional(),
  ...signedParameters,
});

/** The address of one file of a project's download, for whoever has it, for a day, without a sign-in. */
export function projectZipLink(
  config: Pick<Config, 'encryptionKey' | 'publicUrl'>,
  { id, part }: Signed,
  now = new Date(),
): string {
  const query = { ...(part === undefined ? {} : { part: String(part) }), ...links.sign(config, { id, part }, now) };
  return `${config.publicUrl}${plainPaths.projectZip(id)}?${new URLSearchParams(query)}`;
}

/** Whose project a link of ours is to. @throws Failure not_found, expired_download */
export async function ownerByZipLink({ config, db }: Pick<Deps, 'config' | 'db'>, query: unknown): Promise<string> {
  const { id } = links.check(config, parameters.safeParse(query).data);
  const project = await db.project.findUnique({ where: { id }, select: { userId: true } });
  if (!project) throw notFound('There is no such project');
  return project.userId;
}
