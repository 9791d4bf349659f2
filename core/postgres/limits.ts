/** How long one statement may take, by whom it is for. */
export const statementMs = {
  /** Somebody waits for it: in chat, at a page, in a browser. */
  person: 5_000,
  /** A job: whoever waits for it does so in no open connection. */
  job: 30_000,
  /** Looks at everything: the audit of the ledger, a migration. */
  long: 10 * 60_000,
} as const;
export type Purpose = keyof typeof statementMs;

/** To reach the server, or to get a connection of a pool whose every one is in use. */
export const connectMs = 5_000;

/** A connection over which nothing is heard is asked after by the system from then on, each second, ten times. */
export const keepAliveMs = 10_000;

/** How often a connection that only listens proves that it still would hear something. */
export const listeningProofMs = 10_000;

/** A goodbye that the server does not take is not waited for longer. */
export const goodbyeMs = 2_000;
