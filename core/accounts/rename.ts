import type { Deps } from '../deps.ts';

export async function renameAccount({ db }: Pick<Deps, 'db'>, userId: string, name: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { name } });
}
