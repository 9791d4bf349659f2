import { useMutation } from '@tanstack/react-query';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Asset, FileType } from '#core/contract/pages/shapes.ts';
import { ProblemError } from '../../client/problem.ts';
import { requestFile, saveFile } from '../../client/request-file.ts';
import { enlargedFile } from './enlarged.ts';

/** An image’s file in other ways than as it is: as another type, larger, and in the clipboard. */
export function useFiles(asset: Asset) {
  const converting = useMutation({
    mutationFn: async (to: FileType) => saveFile(await requestFile(`${plainPaths.converted(asset.id, to)}&download`)),
  });
  const enlarging = useMutation({ mutationFn: async (factor: number) => saveFile(await enlargedFile(asset, factor)) });
  const copying = useMutation({ mutationFn: () => copyPicture(asset) });
  return { converting, enlarging, copying };
}

/** Browsers take PNG alone. The file is asked for within the press, since the right to write into the clipboard ends with it. */
async function copyPicture({ id, fileType, imageUrl }: Asset): Promise<void> {
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard) throw notAllowed();
  const file = requestFile(fileType === 'png' ? imageUrl : plainPaths.converted(id, 'png'));
  const png = file.then(({ blob }) => blob);
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  } catch {
    // If the file did not come, that is what to say.
    await file;
    throw notAllowed();
  }
}

const notAllowed = () =>
  new ProblemError({
    type: 'no_clipboard',
    title: 'The picture was not copied',
    status: 0,
    detail: 'This browser did not let us put a picture into the clipboard. Nothing was changed.',
    next: 'Allow it in the browser’s settings, or download the picture.',
  });
