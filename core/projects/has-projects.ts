import type { Deps } from '../deps.ts';

/** Whether an account has a project that is not archived. */
export const hasProjects = async ({ db }: Pick<Deps, 'db'>, userId: string): Promise<boolean> =>
  (await db.project.findFirst({ where: { userId, archivedAt: null }, select: { id: true } })) !== null;
