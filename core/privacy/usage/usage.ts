import { z } from 'zod';
import type { Database } from '../../database/client.ts';
import { bytes, int, jsonText } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Logger } from '../../log.ts';
import { usageSecret } from './secret.ts';

/** One request, for the statistics of its day. */
export interface UsageEvent {
  platform: string;
  /** Empty if none is involved. */
  model: string;
  command: string;
  /** `ok`, or the code of a refusal. */
  outcome: string;
  identityId: string;
}

/** Notes requests a few seconds later and many at once, so that none waits for it; a process that is killed loses a few. */
export interface Usage {
  note(event: UsageEvent): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
}

const everyMs = 5_000;
/** With a database that does not answer, the rest is not counted. */
const most = 5_000;

const noteUsage = sqlFunction({
  name: 'note_usage_events',
  args: z.object({ events: jsonText, secret: bytes }),
  row: int,
});

export function createUsage({ db, log, keys }: { db: Database; log: Logger; keys: Pick<Keys, 'lookup'> }): Usage {
  let noted: Array<UsageEvent & { at: string }> = [];
  let timer: NodeJS.Timeout | undefined;

  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    const events = noted;
    noted = [];
    if (events.length === 0) return;
    await usageSecret({ keys })
      .then((secret) => noteUsage.one(db, { events: JSON.stringify(events), secret }))
      .catch((err: unknown) => log.warn({ err, events: events.length }, 'requests are missing from the statistics'));
  }

  return {
    note(event) {
      if (noted.length >= most) return;
      noted.push({ ...event, at: new Date().toISOString() });
      timer ??= setTimeout(() => void flush(), everyMs).unref();
    },
    flush,
  };
}
