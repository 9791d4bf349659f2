import { isPlace, type Place } from '../chat/place-hash.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../not-found.ts';
import { untilOf } from './block.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

/** Blocks a server or workspace, in which nothing is made then, or unblocks it; recorded in the same transaction. @throws Failure not_found */
export async function blockPlace(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  operator: Operator,
  wanted: { id: string; reason: string; place: Place; blocked: boolean; days?: number | undefined },
): Promise<undefined> {
  const { id, reason, blocked } = wanted;
  const where = await isPlace({ keys }, wanted.place);
  const until = untilOf(wanted);
  await db.$transaction(async (tx) => {
    const found = await tx.workspace.findFirst({ where, select: { id: true } });
    if (!found) throw notFound('There is no such server or workspace');
    const kind = blocked ? 'block_workspace' : 'unblock_workspace';
    if (!(await writeRegisterAction(tx, operator, { id, kind, reason }))) return;
    const block = { blockedAt: blocked ? new Date() : null, blockedUntil: blocked && until ? new Date(until) : null };
    await tx.workspace.update({ where: { id: found.id }, data: block });
  });
  return undefined;
}
