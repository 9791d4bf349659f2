import { findGuest, type Guest } from '#core/accounts/identify.ts';
import { checkPlace } from '#core/places/may-use.ts';
import type { Asker } from './define-command.ts';
import { checkNotBlocked } from './rights.ts';

/** The person, if they have ever asked for anything, with what their place wants. */
export const guestOf = ({ deps, user, team, channelIds = [] }: Asker): Promise<Guest | undefined> =>
  findGuest(deps, user, team && { place: team, channelIds });

/**
 * Who opens a form; undefined if they have never asked for anything. Nobody fills in what is refused, whatever it says, once it is sent.
 * @param makes pictures or words come of it
 * @throws Failure blocked_account, blocked_here; where something is made, as checkPlace
 */
export async function whoOpens(
  { name, makes }: { name: string; makes: boolean },
  asker: Asker,
): Promise<Guest | undefined> {
  const { deps, user, team, channelIds = [] } = asker;
  const who = await guestOf(asker);
  if (!who) return undefined;
  await checkNotBlocked(deps, who, { name, platform: user.platform });
  if (makes && team && who.here) await checkPlace(deps, who.here, { team, channelIds });
  return who;
}
