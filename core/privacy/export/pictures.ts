import { z } from 'zod';
import { endingOf, pictureType } from '../../assets/picture-type.ts';
import { flag, int, text, time, uuid } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { openFields, storedText } from '../../keys/stored-text.ts';
import { isRowOf, type Person } from '../map/rows-of.ts';

const picture = z.object({
  id: uuid,
  key: text,
  contentType: pictureType,
  byteLength: int,
  createdAt: time,
  words: storedText,
  isInTrash: flag,
});

export interface ExportedPicture {
  id: string;
  key: string;
  byteLength: number;
  createdAt: Date;
  /** Its prompt or title. */
  words: string;
  isInTrash: boolean;
  /** Its name in the zip. */
  file: string;
}

const page = 500;

/** Every stored picture of a person, the oldest first, some hundred at a time. */
export async function* picturesOf(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  person: Person,
): AsyncGenerator<ExportedPicture> {
  let [after, afterId] = [new Date(0), '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const found = await sqlRows(deps.db, picture)`
      SELECT that.id, that.storage_key AS key, that.content_type AS "contentType", that.byte_length AS "byteLength", that.created_at AS "createdAt",
        CASE WHEN g.id IS NULL THEN stored_text(that.title, that.title_sealed) ELSE stored_text(g.prompt, g.prompt_sealed) END AS words,
        that.trashed_at IS NOT NULL AS "isInTrash"
      FROM assets that LEFT JOIN generations g ON g.id = that.generation_id
      WHERE that.deleted_at IS NULL AND ${isRowOf('assets', 'owner', person)} AND (that.created_at, that.id) > (${after}::timestamptz, ${afterId}::uuid)
      ORDER BY that.created_at, that.id LIMIT ${page}::int`;
    for (const { contentType, ...each } of await openFields(deps, found, 'words'))
      yield { ...each, file: `pictures/${each.id}.${endingOf(contentType)}` };
    const last = found.at(-1);
    if (!last || found.length < page) return;
    [after, afterId] = [last.createdAt, last.id];
  }
}

/** `name`: of its file, without an ending. */
const added = z.object({ name: text, key: text });

/** Pictures that they added to a prompt, while they are kept. */
export const addedPicturesOf = ({ db }: Pick<Deps, 'db'>, person: Person) =>
  sqlRows(db, added)`
    SELECT that.id::text || k.ending AS name, k.key FROM generations that
    CROSS JOIN LATERAL (VALUES ('', that.input_image_key), ('-2', that.second_image_key), ('-3', that.third_image_key)) AS k (ending, key)
    WHERE k.key IS NOT NULL AND ${isRowOf('generations', 'owner', person)} ORDER BY that.created_at, k.ending`;

const uploaded = z.object({ id: uuid, key: text, contentType: pictureType });

/** Pictures that they added on the pages, while they are kept. */
export async function uploadedPicturesOf({ db }: Pick<Deps, 'db'>, person: Person) {
  const rows = await sqlRows(db, uploaded)`
    SELECT that.id, that.storage_key AS key, that.content_type AS "contentType" FROM reference_uploads that
    WHERE ${isRowOf('reference_uploads', 'owner', person)} ORDER BY that.created_at`;
  return rows.map(({ id, key, contentType }) => ({ key, file: `uploaded/${id}.${endingOf(contentType)}` }));
}

const withheld = z.object({ id: uuid, position: int, key: text, contentType: pictureType });

/** Pictures that a check withheld, while they are kept. */
export async function withheldPicturesOf({ db }: Pick<Deps, 'db'>, person: Person) {
  const rows = await sqlRows(db, withheld)`
    SELECT that.generation_id AS id, that.position, that.storage_key AS key, that.content_type AS "contentType" FROM held_outputs that
    WHERE that.storage_key IS NOT NULL AND ${isRowOf('held_outputs', 'owner', person)} ORDER BY that.created_at, that.position`;
  return rows.map(({ id, position, key, contentType }) => ({
    key,
    file: `withheld/${id}-${position + 1}.${endingOf(contentType)}`,
  }));
}
