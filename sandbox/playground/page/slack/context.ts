import { createContext, useContext } from 'react';
import type { SlackSnapshot } from '../../slack-snapshot.ts';

export interface SlackWorld {
  snapshot: SlackSnapshot;
  /** Runs a person's action, and shows the sentence if Slack or the app refuses it. */
  attempt(what: Promise<unknown>): void;
  openThread(ts: string): void;
}

const Context = createContext<SlackWorld | undefined>(undefined);
export const SlackProvider = Context.Provider;

export function useSlack(): SlackWorld {
  const world = useContext(Context);
  if (!world) throw new Error('Only inside the Slack panel.');
  return world;
}
