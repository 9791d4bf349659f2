import type { ApiHandlers } from '../json/router.ts';
import { createProject } from './create-project.ts';
import { deleteProject } from './delete-project.ts';
import { listProjects } from './list-projects.ts';
import { updateProject } from './update-project.ts';

export const projectHandlers = {
  listProjects,
  createProject,
  updateProject,
  deleteProject,
} satisfies Partial<ApiHandlers>;
