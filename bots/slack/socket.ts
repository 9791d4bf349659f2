import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '#core/log.ts';

type Client = Pick<SocketModeReceiver['client'], 'on' | 'start' | 'disconnect'>;

export interface KeptSocket {
  /** What is wrong with it now, for `/health/ready`; undefined if it is healthy. */
  trouble(): string | undefined;
  stop(): void;
}

/** If something on the way swallows a handshake, the library waits forever. */
const handshakeMs = 10_000;

/** Slack replaces a connection every few hours: a moment without one is no fault. */
const momentMs = 10_000;
/** apps.connections.open allows about one call a minute in the long run. */
const pauses = { firstMs: 100, longestMs: 60_000 };

/**
 * Keeps one Socket Mode connection open. The library would reconnect by itself, but if Slack refuses for good, its rejection, which nobody can catch,
 * ends the process, Discord and all; and it reports nothing if Socket Mode is switched off in the app's settings
 * (https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect).
 */
export function keepSocket(
  client: Client,
  log: Logger,
  { now = Date.now, patienceMs = handshakeMs }: { now?: () => number; patienceMs?: number } = {},
): KeptSocket {
  let lostAt: number | undefined;
  let isSwitchedOff = false;
  let isStopped = false;
  let isTrying = false;
  let pauseMs = pauses.firstMs;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    isTrying = true;
    try {
      await startInTime(
        () => client.start(),
        () => client.disconnect(),
        patienceMs,
      );
    } catch (err) {
      if (!isStopped) log.error({ err, againInMs: pauseMs }, 'slack: no socket');
    }
    isTrying = false;
    if (lostAt !== undefined) again();
  }

  function again() {
    if (isStopped || isTrying) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), pauseMs);
    pauseMs = Math.min(pauses.longestMs, pauseMs * 2);
  }

  client.on('connected', () => {
    lostAt = undefined;
    isSwitchedOff = false;
    pauseMs = pauses.firstMs;
  });
  client.on('disconnected', () => {
    lostAt ??= now();
    again();
  });
  client.on('ws_message', (data: unknown) => {
    if (typeof data === 'string' && reasonOf(data) === 'link_disabled') {
      isSwitchedOff = true;
      log.error('slack: Socket Mode was switched off in the app’s settings');
    }
  });
  return {
    trouble() {
      if (isSwitchedOff) return 'Socket Mode is switched off';
      return lostAt !== undefined && now() - lostAt > momentMs ? 'no connection' : undefined;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Starts, or stops if it did not start in time. @throws any error of starting, and an Error if it took too long */
export async function startInTime(
  start: () => Promise<unknown>,
  stop: () => Promise<unknown>,
  patienceMs = handshakeMs,
): Promise<void> {
  const calledOff = new AbortController();
  const tooLong = async () => {
    await sleep(patienceMs, undefined, calledOff);
    // Aborting a handshake may take the library half a minute, too; nobody waits for that.
    void stop().catch(() => undefined);
    throw new Error(`No connection came about within ${patienceMs} ms.`);
  };
  try {
    await Promise.race([start(), tooLong()]);
  } finally {
    calledOff.abort();
  }
}

function reasonOf(message: string): unknown {
  if (!message.includes('"disconnect"')) return undefined;
  try {
    const { type, reason } = JSON.parse(message) as { type?: unknown; reason?: unknown };
    return type === 'disconnect' ? reason : undefined;
  } catch {
    return undefined;
  }
}
