import type { Deps } from '../deps.ts';
import type { Failure } from '../failure.ts';
import { ImageError } from '../images/image-error.ts';
import { notFound } from '../not-found.ts';
import { StorageError } from '../ports/storage.ts';
import { findPicture } from './find-picture.ts';
import { keepMade, type MadePicture, refuseMany } from './keep-made.ts';
import { inTrash } from './trash/refusals.ts';

type MakingDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'storage'>;
type Picture = NonNullable<Awaited<ReturnType<typeof findPicture>>>;

/** What we do to an image of somebody’s own, to make another one of it. */
interface Operation {
  /** As `assets.operation` has it. */
  name: string;
  /** Of its file. @throws ImageError, or a Failure that says why nothing comes of it */
  make(bytes: Buffer, picture: Picture): Promise<MadePicture>;
  /** The refusal for a file that cannot be read whole. */
  unreadable(): Failure;
}

/** Keeps what an operation makes of one's image as a new one, in the same project; returns its id. It costs nothing. @throws Failure not_found, too_much, deletion_under_way */
export async function madeOf(
  deps: MakingDeps,
  whose: { userId: string; id: string },
  { name, make, unreadable }: Operation,
): Promise<string> {
  const picture = await findPicture(deps, whose);
  if (!picture) throw notFound('There is no such image');
  if (picture.trashedAt) throw inTrash();
  await refuseMany(deps, whose.userId);
  const made = await make(await fileOf(deps, picture.storageKey), picture).catch((error: unknown) => {
    throw error instanceof ImageError ? unreadable() : error;
  });
  return keepMade(deps, made, {
    ...{ userId: whose.userId, parentId: picture.id, operation: name },
    ...{ projectId: picture.projectId, title: picture.prompt },
  });
}

async function fileOf({ storage }: Pick<Deps, 'storage'>, key: string): Promise<Buffer> {
  try {
    return await storage.get(key);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') throw notFound('The file of this image is gone');
    throw error;
  }
}
