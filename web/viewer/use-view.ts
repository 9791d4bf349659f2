import { useKeyed } from './use-keyed.ts';
import { type View, wholePicture } from './view.ts';

/** What is looked at, and how it is changed. */
export interface Looking {
  view: View;
  change: (how: (view: View) => View) => void;
}

/** Of each picture, or of each set of pictures, first the whole. @param key which it is */
export function useView(key: string): Looking {
  const { value: view, change } = useKeyed<View>(key, () => wholePicture);
  return { view, change };
}
