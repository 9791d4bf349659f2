import { createContext, useContext } from 'react';
import type { SentFile } from '../../requests.ts';

export type FieldValue = string | string[] | SentFile[];

/** Where blocks are shown: elements send actions, and in a modal keep the input. */
export interface Surface {
  place: { channelId: string; ts: string } | { viewId: string };
  act(actionId: string, what: { value?: string; selected?: string[] }): void;
  /** Only in a modal: the input, by action id. */
  form?: {
    values: Record<string, FieldValue>;
    change(actionId: string, value: FieldValue): void;
    /** The app's errors by block id. */
    errors: Record<string, string>;
  };
}

const Context = createContext<Surface | undefined>(undefined);
export const SurfaceProvider = Context.Provider;

export function useSurface(): Surface {
  const surface = useContext(Context);
  if (!surface) throw new Error('Blocks stand in a message or in a view.');
  return surface;
}
