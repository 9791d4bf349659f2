import { z } from 'zod';
import { int, text, uuid } from '../database/columns.ts';
import { storedLayout } from './layout/asset-layout.ts';

/** What is needed in order to decode a stored picture and to keep its thumbnail. */
export const unproven = z.object({
  id: uuid,
  storageKey: text,
  thumbnailKey: text,
  width: int,
  height: int,
  layout: storedLayout.optional(),
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
});
export type Unproven = z.infer<typeof unproven>;

/** Pictures that a process has just stored and that are still to be decoded. */
export interface JustStored {
  note(generationId: string, pictures: readonly Unproven[]): void;
  /** Once. Undefined if there are none, or they are older: they may have been deleted since, or another process may have decoded them. */
  take(generationId: string): readonly Unproven[] | undefined;
}

/** Notes pictures that were decoded whole and have their thumbnail: many at once, every so often. What a kill takes is decoded again. */
export interface Proven {
  note(picture: Pick<Unproven, 'id' | 'thumbnailKey'>): Promise<void>;
  /** It is done, and only to be noted yet. */
  has(id: string): boolean;
  /** Writes what was noted. */
  flush(): Promise<void>;
}
