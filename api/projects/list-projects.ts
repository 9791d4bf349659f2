import type { ApiHandler } from '../json/handler.ts';
import { findProjects } from './find-projects.ts';

export const listProjects: ApiHandler<'listProjects'> = async ({ deps, who }) => ({
  items: await findProjects(deps, who.userId),
});
