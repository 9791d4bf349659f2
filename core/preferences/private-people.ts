import type { Logger } from 'pino';
import { z } from 'zod';
import type { ChatUser } from '../accounts/chat-user.ts';
import { chatUserHash } from '../accounts/chat-user-hash.ts';
import type { Database } from '../database/client.ts';
import { text } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Keys } from '../keys/keys.ts';

const row = z.object({ who: text });

/** How long a change that another process made may take to be followed. */
const everyMs = 5_000;

/**
 * Whose results in Discord are for them alone, without asking the database: Discord wants to know with the acknowledgement, and that must not wait. All of
 * them are held in memory, by hash: some 100 bytes for each who has said it.
 */
export interface PrivatePeople {
  /** As far as is known now; undefined while nothing was ever read. @throws StorageError, if the key store is away */
  includes(user: ChatUser): Promise<boolean | undefined>;
  /** Reads them anew, where they are followed: what was written before is known afterwards. */
  read(): Promise<void>;
  /** Reads them now, and again every few seconds until the returned function is called. Never rejects. */
  follow(): Promise<() => void>;
}

export function createPrivatePeople({
  db,
  keys,
  log,
}: {
  db: Database;
  keys: Pick<Keys, 'lookup'>;
  log: Pick<Logger, 'warn'>;
}): PrivatePeople {
  let known: ReadonlySet<string> | undefined;
  let isFollowed = false;
  let [begun, shown] = [0, 0];

  async function read(): Promise<void> {
    if (!isFollowed) return;
    const mine = ++begun;
    const rows = await sqlRows(db, row, { prepared: true })`
      SELECT coalesce(encode(i.external_id_hash, 'hex'), 'id:' || i.external_id) AS who FROM identities i WHERE i.platform = 'discord' AND i.id IN (
        SELECT g.id FROM preferences p JOIN identities g ON g.id = p.identity_id
          WHERE p.results_for = 'me' AND NOT EXISTS (SELECT FROM preferences a WHERE a.user_id = g.user_id)
        UNION ALL
        SELECT m.id FROM preferences p JOIN identities m ON m.user_id = p.user_id WHERE p.results_for = 'me')`;
    // One that was begun later may have come first.
    if (mine < shown) return;
    shown = mine;
    known = new Set(rows.map(({ who }) => who));
  }
  const tryToRead = () =>
    read().catch((err) => log.warn({ err }, 'who wants their results for themselves is not readable: as before'));

  return {
    async includes(user) {
      if (!known || known.size === 0) return known && false;
      const hash = await chatUserHash({ keys }, user);
      return known.has(Buffer.from(hash).toString('hex')) || known.has(`id:${user.userId}`);
    },
    read,
    async follow() {
      isFollowed = true;
      await tryToRead();
      const timer = setInterval(() => void tryToRead(), everyMs).unref();
      return () => {
        isFollowed = false;
        clearInterval(timer);
      };
    },
  };
}
