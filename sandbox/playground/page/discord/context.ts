import { createContext, useContext } from 'react';
import type { DiscordSnapshot } from '../../discord-snapshot.ts';

export interface DiscordWorld {
  snapshot: DiscordSnapshot;
  /** Runs a person's action, and shows the sentence if the client refuses it. */
  attempt(what: Promise<unknown>): void;
}

const Context = createContext<DiscordWorld | undefined>(undefined);
export const DiscordProvider = Context.Provider;

export function useDiscord(): DiscordWorld {
  const world = useContext(Context);
  if (!world) throw new Error('Only inside the Discord panel.');
  return world;
}
