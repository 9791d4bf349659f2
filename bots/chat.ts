import type { RequestHandler } from 'express';
import type { Platform } from '#core/chat/platforms.ts';

/** A chat as bots/start.ts runs it, independent of the others. */
export interface Chat {
  name: Platform;
  /** What it answers on BOTS_PORT; available from the start, whether it is connected or not. */
  routes?: RequestHandler;
  /** Connects, or does what stands for connecting. If it fails, it rejects and leaves nothing open; the caller tries again later. */
  connect(): Promise<Connection>;
}

export interface Connection {
  /** What is wrong with it now, for `/health/ready`, in a word or two; undefined if it is healthy. */
  trouble?(): string | undefined;
  /** Resolves with the reason once it has ended for good. Then it is connected anew, or the process ends. */
  ended?: Promise<string>;
  /** Accepts no new requests. Acknowledged requests are finished afterwards, see in-flight.ts. */
  close(): Promise<void>;
}
