import type { Deps } from '../deps.ts';
import { openText, storedTextOf, unreadable } from '../keys/stored-text.ts';

/** The id of a row's server or workspace in its chat; undefined if it can no longer be read. @throws StorageError unavailable, if the key store is away */
export async function openPlaceId(
  deps: Pick<Deps, 'keys' | 'log'>,
  { externalId, externalIdSealed }: { externalId: string | null; externalIdSealed: Uint8Array | null },
): Promise<string | undefined> {
  const id = await openText(deps, storedTextOf(externalId ?? '', externalIdSealed));
  return id === unreadable || id === '' ? undefined : id;
}

/** An identity's Slack team, empty on Discord; undefined if it can no longer be read. @throws StorageError unavailable */
export async function openTeamId(
  deps: Pick<Deps, 'keys' | 'log'>,
  { teamId, teamIdSealed }: { teamId: string; teamIdSealed: Uint8Array | null },
): Promise<string | undefined> {
  const id = await openText(deps, storedTextOf(teamId, teamIdSealed));
  return id === unreadable ? undefined : id;
}
