import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';

/** Its images stay, in no project: the foreign keys see to that. */
export const deleteProject: ApiHandler<'deleteProject'> = async ({ deps, who }, { params }) => {
  const { count } = await deps.db.project.deleteMany({ where: { id: params.id, userId: who.userId } });
  if (count === 0) throw notFound('There is no such project');
  return undefined;
};
