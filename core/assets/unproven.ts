import { z } from 'zod';
import { int, text, uuid } from '../database/columns.ts';

/** What is needed in order to decode a stored picture and to keep its thumbnail. */
export const unproven = z.object({
  id: uuid,
  storageKey: text,
  thumbnailKey: text,
  width: int,
  height: int,
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
