import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '#core/deps.ts';
import type { Chat, Connection } from './chat.ts';

export interface Pauses {
  firstMs: number;
  /** Five minutes: Discord allows 1,000 identifications a day, and faster tries do not repair a wrong token. */
  longestMs: number;
}

export interface KeptConnection {
  /** Resolves after the first try, however it went. */
  tried: Promise<void>;
  /** For `/health/ready`: `ok`, or what is missing. */
  state(): string;
  close(): Promise<void>;
}

/** How long to wait, when stopping, for a try that is under way. */
const longestGoodbyeMs = 3_000;

const usualPauses: Pauses = { firstMs: 2_000, longestMs: 5 * 60_000 };

/**
 * Connects a chat, and tries again with growing pauses while that fails. Failures here affect no other chat. If a connection ends for good, `end` is
 * called if given, so that a fresh process starts over; otherwise the chat is connected anew.
 */
export function keepConnected(
  deps: Pick<Deps, 'log'>,
  chat: Chat,
  { pauses = usualPauses, end }: { pauses?: Pauses; end?: (() => void) | undefined } = {},
): KeptConnection {
  let connection: Connection | undefined;
  let missing = 'connecting';
  let pauseMs = pauses.firstMs;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<void> {
    try {
      const made = await chat.connect();
      if (isClosed) return await made.close();
      connection = made;
      pauseMs = pauses.firstMs;
      void made.ended?.then((why) => onEnd(made, why));
      deps.log.info({ chat: chat.name }, 'chat connected');
    } catch (err) {
      if (isClosed) return;
      missing = 'cannot connect';
      deps.log.error(
        { chat: chat.name, againInMs: pauseMs, err },
        'a chat cannot connect; the others go on without it',
      );
      again();
    }
  }

  function again() {
    timer = setTimeout(() => {
      current = connect();
    }, pauseMs);
    pauseMs = Math.min(pauses.longestMs, pauseMs * 2);
  }

  function onEnd(made: Connection, why: string) {
    if (isClosed) return;
    deps.log.fatal(
      { chat: chat.name, why },
      end ? 'a chat is gone for good; the process ends' : 'a chat is gone for good',
    );
    if (end) return end();
    connection = undefined;
    missing = 'ended';
    made.close().catch((err) => deps.log.warn({ chat: chat.name, err }, 'what ended could not be closed'));
    again();
  }

  let current = connect();
  return {
    tried: current,
    state: () => (connection ? (connection.trouble?.() ?? 'ok') : missing),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      if (connection) return connection.close();
      await Promise.race([current, sleep(longestGoodbyeMs, undefined, { ref: false })]);
    },
  };
}
