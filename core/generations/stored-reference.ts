import { findPicture } from '../assets/find-picture.ts';
import type { Deps } from '../deps.ts';

/** A picture to start from that is in our store already: an image, an upload, or one of those that an earlier request began with. */
export type StoredReference =
  | { from: 'asset' | 'upload'; id: string }
  /** `number`: the first, second or third. */
  | { from: 'request'; id: string; number: number };

/** In place of a chat's URL. */
export const urlOfReference = (reference: StoredReference): string =>
  reference.from === 'request' ? `request:${reference.id}/${reference.number}` : `${reference.from}:${reference.id}`;
export const ownReference = (assetId: string): string => urlOfReference({ from: 'asset', id: assetId });

/** Undefined for a chat's URL. */
export function readReferenceUrl(url: string): StoredReference | undefined {
  const [, from, id = '', number] = /^(asset|upload|request):([0-9a-f-]{36})(?:\/([123]))?$/.exec(url) ?? [];
  switch (from) {
    case 'asset':
    case 'upload':
      return { from, id };
    case 'request':
      return { from, id, number: Number(number) };
    default:
      return undefined;
  }
}

/**
 * Where it lies, and of a file of several pictures how they do, as its row has it; undefined if it was deleted meanwhile. Whose it is was asked when it was named.
 */
export async function fileOfReference(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  reference: StoredReference,
): Promise<{ key: string; layout?: unknown } | undefined> {
  const { from, id } = reference;
  switch (from) {
    case 'asset': {
      const found = await findPicture(deps, { id });
      return found && { key: found.storageKey, layout: found.layout };
    }
    case 'upload': {
      const found = await deps.db.referenceUpload.findUnique({ where: { id }, select: { storageKey: true } });
      return found ? { key: found.storageKey } : undefined;
    }
    case 'request': {
      const key = (await keptInputs(deps, { id }))[reference.number - 1];
      return key ? { key } : undefined;
    }
  }
}

/** The files of the pictures that a request began with, in their order; null where there is none, or none any more. Of this account alone, if one is named. */
export async function keptInputs(
  { db }: Pick<Deps, 'db'>,
  whose: { id: string; userId?: string },
): Promise<[first: string | null, second: string | null, third: string | null]> {
  const select = { inputImageKey: true, secondImageKey: true, thirdImageKey: true };
  const row = await db.generation.findFirst({ where: whose, select });
  return [row?.inputImageKey ?? null, row?.secondImageKey ?? null, row?.thirdImageKey ?? null];
}
