import type { Deps } from '../../deps.ts';

/** How somebody is named who writes to an operator: an e-mail address, or a chat's id as operators look it up (`T0123:U0123` in Slack). */
export type OutsideName = { by: 'email'; email: string } | { by: 'discord' | 'slack'; chatId: string };

/** A keyed hash: the register finds the same outsider again, and nobody reads from it who that is. */
export async function hashOutsider({ keys }: Pick<Deps, 'keys'>, name: OutsideName): Promise<Buffer> {
  const said = name.by === 'email' ? name.email.trim().toLowerCase() : name.chatId;
  return Buffer.from(await keys.lookup('outsider', `${name.by}:${said}`));
}
