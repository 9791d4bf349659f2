import type { RequestHandler } from 'express';

/** A chat as bots/start.ts runs it, each apart from the others. */
export interface Chat {
  name: 'discord' | 'slack';
  /** What it answers on BOTS_PORT; there from the start, whether it is connected or not. */
  routes?: RequestHandler;
  /** Makes a connection, or what stands for one. Where that fails it rejects, and leaves nothing open: it is tried again later. */
  connect(): Promise<Connection>;
}

export interface Connection {
  /** What is wrong with it now, for `/health/ready`, in a word or two; undefined: it is well. */
  trouble?(): string | undefined;
  /** Settles with why, once it has ended for good. It is made anew then, or the process ends. */
  ended?: Promise<string>;
  /** Takes nothing new. What was acknowledged is finished afterwards, see in-flight.ts. */
  close(): Promise<void>;
}
