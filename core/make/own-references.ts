import { findPicture } from '../assets/find-picture.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { keptInputs, type StoredReference, urlOfReference } from '../generations/stored-reference.ts';
import type { Wanted } from '../generations/wanted.ts';
import { findUpload } from './uploads.ts';

type Begins = Pick<Wanted, 'referenceUrl' | 'secondReferenceUrl' | 'thirdReferenceUrl' | 'startsFrom'>;

/** The pictures that an account's request begins with, each of its own. @throws Failure bad_reference */
export async function ownReferences(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  references: readonly StoredReference[],
): Promise<Begins> {
  const found = await Promise.all(references.map((each) => ownReference(deps, userId, each)));
  const [referenceUrl, secondReferenceUrl, thirdReferenceUrl] = references.map(urlOfReference);
  const startsFrom = found.find((each) => each !== undefined);
  return { referenceUrl, secondReferenceUrl, thirdReferenceUrl, startsFrom };
}

/** Whether it is theirs and still there; an image is what their request is made from. */
async function ownReference(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  reference: StoredReference,
): Promise<Begins['startsFrom']> {
  const { from, id } = reference;
  switch (from) {
    case 'asset': {
      const asset = await findPicture(deps, { userId, id });
      if (!asset) throw gone();
      // Its name is for those who see the request in a chat.
      return { assetId: asset.id, name: '' };
    }
    case 'upload':
      if (!(await findUpload(deps, { userId, id }))) throw gone();
      return undefined;
    case 'request': {
      const kept = (await keptInputs(deps, { id, userId }))[reference.number - 1];
      if (!kept) throw gone();
      return undefined;
    }
  }
}

const gone = () =>
  new Failure('bad_reference', {
    title: 'A picture to start from is gone',
    happened: 'It was deleted, or is no longer kept. Nothing was made and nothing was taken.',
    next: 'Add it once more, choose another, or leave it out.',
  });
