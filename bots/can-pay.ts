import { type NoteBlock, note } from '#core/chat/card/blocks.ts';
import { cannotPay } from '#core/generations/refusals.ts';
import { mayBePaid } from '#core/teams/may-be-paid.ts';
import type { PayChoice } from '#core/teams/team-here.ts';
import type { Context } from './dispatch.ts';

/**
 * Nobody is asked to agree to what they cannot pay: they hear it at once. Where a team's wallet may pay for them, only the request knows.
 * @throws Failure too_few_credits
 */
export async function checkCanPay(
  { deps, who, ask }: Context,
  { what, price, pay }: { what: string; price: number; pay?: PayChoice | undefined },
): Promise<void> {
  if (price <= who.balance) return;
  // While the chat does not say, they are asked: the request says what came of it.
  if (pay !== 'me' && ask.team && (await mayBePaid(deps, ask.team).catch(() => true))) return;
  throw cannotPay({ what, price, balance: who.balance });
}

/** Beside a price of one's own: a team's wallet may pay it in its place, where there is one that this person may use. */
export async function teamNote({ deps, ask }: Pick<Context, 'deps' | 'ask'>, before = ''): Promise<NoteBlock[]> {
  const mayPay = ask.team !== undefined && (await mayBePaid(deps, ask.team).catch(() => false));
  const words = [before, mayPay ? 'Where your team’s wallet pays for you, it pays this, too.' : ''].filter(Boolean);
  return words.length === 0 ? [] : [note(words.join(' '))];
}
