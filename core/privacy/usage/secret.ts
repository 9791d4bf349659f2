import type { Keys } from '../../keys/keys.ts';

/** Part of every day's pseudonyms, from the key store: a copy of the database has the day's key beside the events, and leads to nobody without this. */
export const usageSecret = ({ keys }: { keys: Pick<Keys, 'lookup'> }) => keys.lookup('usage', 'pseudonyms');
