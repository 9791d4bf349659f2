import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';

/** One request that reached a stand-in, as a test wants to look at it. */
export interface Call {
  atMs: number;
  method: string;
  path: string;
  /** Parsed JSON or form fields; binary bodies are left out. */
  body: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** The status it was answered with; 0 where the connection was cut. */
  status: number;
}

/** What every stand-in has; each adds what people do with the real service. */
export interface StandIn {
  /** Where the stock SDK is pointed, without a trailing slash. */
  url: string;
  calls: Call[];
  faults: Faults;
  clock: Clock;
  /** Back to the state it started with; keeps the address. */
  reset(): void;
  close(): Promise<void>;
}
