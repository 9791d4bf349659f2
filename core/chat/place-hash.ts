import type { Prisma } from '../../prisma/generated/client.ts';
import type { Platform } from '../contract/platforms.ts';
import type { Keys } from '../keys/keys.ts';

/** A server or workspace, by its id in its chat. */
export interface Place {
  platform: Platform;
  externalId: string;
}

interface HashDeps {
  keys: Pick<Keys, 'lookup'>;
}

/** The keyed hash by which a server or workspace is found. */
export const placeHash = ({ keys }: HashDeps, { platform, externalId }: Place): Promise<Uint8Array<ArrayBuffer>> =>
  keys.lookup('place', `${platform}:${externalId}`);

/** The same, if there is a place at all: none in a direct message on Discord. */
export const placeHashOf = async (deps: HashDeps, place: Place): Promise<Uint8Array<ArrayBuffer> | null> =>
  place.externalId === '' ? null : placeHash(deps, place);

/** The row of a server or workspace: by the hash, or in a row of the version before by the id itself. */
export async function isPlace(deps: HashDeps, place: Place): Promise<Prisma.WorkspaceWhereInput> {
  const { platform, externalId } = place;
  return { OR: [{ externalIdHash: await placeHash(deps, place) }, { platform, externalId }] };
}
