import { maxProjects } from '#core/projects/limits.ts';
import { tooManyProjects } from '#core/projects/refusals.ts';
import type { ApiHandler } from '../json/handler.ts';
import { notFound } from '../json/problem.ts';
import { defaultColumns } from './defaults.ts';
import { findProjects } from './find-projects.ts';
import { unlessTaken } from './unique-name.ts';

export const createProject: ApiHandler<'createProject'> = async ({ deps, who }, { body }) => {
  const { name } = body;
  const data = { name, userId: who.userId, ...defaultColumns(body.defaults) };
  if ((await deps.db.project.count({ where: { userId: who.userId } })) >= maxProjects) throw tooManyProjects();
  const { id } = await unlessTaken(name, () => deps.db.project.create({ data, select: { id: true } }));
  const [project] = await findProjects(deps, who.userId, id);
  if (!project) throw notFound('There is no such project'); // deleted in another tab, within a blink
  return project;
};
