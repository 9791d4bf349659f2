import { createProject } from '#core/projects/create-project.ts';
import { deleteProject } from '#core/projects/delete-project.ts';
import { eraseProject } from '#core/projects/erase-project.ts';
import { listProjects, readProject } from '#core/projects/list-projects.ts';
import { updateProject } from '#core/projects/update-project.ts';
import type { ApiHandlers } from '../json/router.ts';
import { presentProject } from './present-project.ts';

export const projectHandlers = {
  async listProjects({
    deps,
    who: {
      user: { userId },
    },
  }) {
    return { items: (await listProjects(deps, { userId })).map(presentProject) };
  },
  async createProject(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { body },
  ) {
    const id = await createProject(deps, userId, body);
    return presentProject(await readProject(deps, { id, userId }));
  },
  async updateProject(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { params: { id }, body },
  ) {
    await updateProject(deps, { id, userId }, body);
    return presentProject(await readProject(deps, { id, userId }));
  },
  async deleteProject(
    {
      deps,
      who: {
        user: { userId },
      },
    },
    { params: { id } },
  ) {
    await deleteProject(deps, { id, userId });
    return undefined;
  },
  async eraseProject({ deps, who }, { params: { id } }) {
    return { deleted: await eraseProject(deps, { id, userId: who.user.userId }) };
  },
} satisfies Partial<ApiHandlers>;
