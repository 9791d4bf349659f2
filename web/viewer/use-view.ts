import { useState } from 'react';
import { type View, wholePicture } from './view.ts';

/** What is looked at, and how it is changed. */
export interface Looking {
  view: View;
  change: (how: (view: View) => View) => void;
}

/** Of each picture, or of each set of pictures, first the whole. @param key which it is */
export function useView(key: string): Looking {
  const [state, setState] = useState({ key, view: wholePicture });
  const view = state.key === key ? state.view : wholePicture;
  return {
    view,
    change: (how) => setState((now) => ({ key, view: how(now.key === key ? now.view : wholePicture) })),
  };
}
