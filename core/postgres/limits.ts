/** How long one statement may take, by its purpose. */
export const statementMs = {
  /** A person waits for it: in chat, at a page, in a browser. */
  person: 5_000,
  /** A job: nobody waits for it on an open connection. */
  job: 30_000,
  /** Looks at everything: the audit of the ledger, a migration. */
  long: 10 * 60_000,
} as const;
export type Purpose = keyof typeof statementMs;

/** To reach the server, or to get a connection from a pool that has none free. */
export const connectMs = 5_000;

/** After this much silence the system probes a connection, each second, ten times. */
export const keepAliveMs = 10_000;

/**
 * How long a pool keeps a connection that has nothing to do. pg's own 10 s would close nearly all between two bursts, and a new one is dear: a process of
 * the server, a handshake of 4,096 hashes on either side, and every statement and function planned anew. What is dead the system notices before.
 */
export const idleMs = 5 * 60_000;

/** How often a connection that only listens checks that it can still receive. */
export const listeningProofMs = 10_000;

/** How long to wait for the server to accept the end of a connection. */
export const goodbyeMs = 2_000;
