import { signZipLink } from '../files/zip-link.ts';
import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';

export const downloadAssets: ApiHandler<'downloadAssets'> = async ({ deps, who }, { body }) => {
  const found = await deps.db.asset.findMany({
    where: { id: { in: body.ids }, userId: who.userId, deletedAt: null },
    select: { id: true },
  });
  if (found.length === 0) throw notFound('There are no such images');
  const theirs = new Set(found.map(({ id }) => id));
  const ids = [...new Set(body.ids)].filter((id) => theirs.has(id));
  return { url: signZipLink(deps.config, who.userId, ids), files: ids.length };
};
