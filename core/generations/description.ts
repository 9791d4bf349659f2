import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { wordsOfNone } from '../contract/typed-words.ts';
import { milliseconds, text, uuid } from '../database/columns.ts';
import { sqlFinds, sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { openFieldsOf, storedText } from '../keys/stored-text.ts';
import { pauseSince } from '../pauses.ts';
import { goneResult } from './refusals.ts';

type WithDb = Pick<Deps, 'db'>;

/** The prompt of a request for a description: nobody typed one, and the words of the picture's own request are its owner's. */
export const describePrompt = wordsOfNone.describe;

/** SQL for whether a generation, named by its alias, has a description. */
export const hasDescription = (alias: string) =>
  Prisma.raw(`(${alias}.description <> '' OR ${alias}.description_sealed IS NOT NULL)`);

/** SQL for whether a message in chat may show them, or may still show them. */
export const showsWords = (alias: string) =>
  Prisma.sql`(${hasDescription(alias)} OR ${Prisma.raw(alias)}.description_erase_after IS NOT NULL)`;

/** SQL for the words themselves, to be read as `storedText`; null if there are none. */
export const descriptionOf = (alias: string) =>
  Prisma.sql`CASE WHEN ${hasDescription(alias)} THEN ${Prisma.raw(`stored_text(${alias}.description, ${alias}.description_sealed)`)} END`;

const described = z.object({
  description: storedText,
  /** Whose it is. */
  userId: uuid.nullable(),
  identityId: uuid.nullable(),
  /** The owner's copy of the picture, while it is kept. */
  inputImageKey: text.nullable(),
});

/** A description and the picture that it is of. @throws Failure unknown_generation, also if it was deleted */
export async function findDescription(deps: Pick<Deps, 'db' | 'keys' | 'log'>, generationId: string) {
  const row = await sqlRow(deps.db, described)`
    SELECT ${descriptionOf('g')} AS description, g.user_id AS "userId", g.identity_id AS "identityId", g.input_image_key AS "inputImageKey"
    FROM generations g WHERE g.id = ${generationId}::uuid AND ${hasDescription('g')}`;
  if (!row) throw goneResult();
  return openFieldsOf(deps, row, 'description');
}

const describedRow = z.object({ key: text });

/** Where the picture lies that a description is of; undefined if either is gone. */
export async function findDescribed({ db }: WithDb, generationId: string): Promise<{ key: string } | undefined> {
  return sqlRow(db, describedRow)`
    SELECT g.input_image_key AS key FROM generations g
    WHERE g.id = ${generationId}::uuid AND g.tool = 'describe' AND g.input_image_key IS NOT NULL AND ${hasDescription('g')}`;
}

/** Deletes the words, if there are any; the messages that show them are then to be removed (the job `erase`). Run again, it changes nothing. */
export async function deleteDescription({ db }: WithDb, generationId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE generations g SET description = '', description_sealed = NULL, description_deleted_at = now(),
      description_erase_after = now() + interval '5 seconds'
    WHERE g.id = ${generationId}::uuid AND ${hasDescription('g')}`;
}

/** Whether messages may still show words that are deleted. */
export const isDescriptionShown = ({ db }: WithDb, generationId: string): Promise<boolean> =>
  sqlFinds(
    db,
  )`SELECT 1 FROM generations g WHERE g.id = ${generationId}::uuid AND g.description_erase_after IS NOT NULL`;

/** No message shows them any more, or the chats do not let us remove it. */
export async function noteDescriptionErased({ db }: WithDb, generationId: string): Promise<void> {
  await db.generation.update({ where: { id: generationId }, data: { descriptionEraseAfter: null } });
}

const waiting = z.object({ forMs: milliseconds });

/** The chat did not take it now: `sweep` tries again after a pause. Returns how long ago the words were deleted, by the database's clock. */
export async function putOffDescription({ db }: WithDb, generationId: string): Promise<number> {
  const row = await sqlRow(db, waiting)`
    UPDATE generations g SET description_erase_after = now() + ${pauseSince(Prisma.sql`g.description_deleted_at`)}
    WHERE g.id = ${generationId}::uuid AND g.description_erase_after IS NOT NULL
    RETURNING (extract(epoch FROM now() - g.description_deleted_at) * 1000)::float8 AS "forMs"`;
  return row?.forMs ?? 0;
}
