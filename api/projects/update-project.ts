import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';
import { defaultColumns } from './defaults.ts';
import { findProjects } from './find-projects.ts';
import { unlessTaken } from './unique-name.ts';

export const updateProject: ApiHandler<'updateProject'> = async ({ deps, who }, { params, body }) => {
  const { name, archived } = body;
  const where = { id: params.id, userId: who.userId };
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(archived === undefined ? {} : { archivedAt: archived ? new Date() : null }),
    ...defaultColumns(body.defaults),
  };
  await unlessTaken(name ?? '', () => deps.db.project.updateMany({ where, data }));
  const [project] = await findProjects(deps, who.userId, params.id);
  if (!project) throw notFound('There is no such project');
  return project;
};
