import { useCallback, useRef, useState } from 'react';
import { mostReferences } from '#core/contract/pages/made.ts';
import { uploadReference } from '../../client/upload.ts';
import type { DraftReference } from './draft.ts';

/** Pictures on their way to the server, one after another. */
export function useUploads(onUploaded: (reference: DraftReference) => void) {
  const [waiting, setWaiting] = useState<readonly { key: number; name: string }[]>([]);
  const [error, setError] = useState<unknown>(null);
  const next = useRef(0);
  const forgotten = useRef(0);
  const done = useRef(onUploaded);
  done.current = onUploaded;

  const add = useCallback((files: readonly File[]) => {
    const pictures = files.filter(({ type }) => type.startsWith('image/')).slice(0, mostReferences);
    // Whatever else was meant by pasting or dropping it.
    if (pictures.length === 0 && files.length === 0) return;
    setError(null);
    const before = forgotten.current;
    const isMeant = () => forgotten.current === before;
    for (const file of pictures.length > 0 ? pictures : files.slice(0, 1)) {
      const key = next.current++;
      setWaiting((before) => [...before, { key, name: file.name }]);
      uploadReference(file)
        .then(
          ({ id, url }) => isMeant() && done.current({ reference: { from: 'upload', id }, url }),
          (error: unknown) => isMeant() && setError(error),
        )
        .finally(() => setWaiting((before) => before.filter((each) => each.key !== key)));
    }
  }, []);

  /** What failed is said no more, and what is still on its way is not added. */
  const forget = () => {
    forgotten.current++;
    setError(null);
    setWaiting([]);
  };
  return { add, error, waiting, isBusy: waiting.length > 0, forget };
}
