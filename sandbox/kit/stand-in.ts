import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';

/** One request that reached a stand-in, for tests to inspect. */
export interface Call {
  atMs: number;
  method: string;
  path: string;
  /** Parsed JSON or form fields; binary bodies are omitted. */
  body: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** The status of the answer; 0 if the connection was cut. */
  status: number;
}

/** What every stand-in has; each adds what people do with the real service. */
export interface StandIn {
  /** The base URL for the stock SDK, without a trailing slash. */
  url: string;
  calls: Call[];
  faults: Faults;
  clock: Clock;
  /** Back to the initial state; keeps the address. */
  reset(): void;
  close(): Promise<void>;
}
