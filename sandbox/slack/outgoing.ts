import type { Acknowledgement } from './people.ts';

/** Something on its way to the app, before it is known whether it goes by HTTP or over a socket. */
export interface Outgoing {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  /** The name that faults match: `EVENT slash_commands /imagine`, `EVENT block_actions`, `EVENT app_mention`. */
  name: string;
  payload: Record<string, unknown>;
  retry?: { num: number; reason: string };
}

/** Why the app did not accept it, in the terms of X-Slack-Retry-Reason. */
export class NotTaken extends Error {
  readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
  readonly status: number;
  readonly noRetry: boolean;

  constructor(reason: NotTaken['reason'], status = 0, noRetry = false) {
    super(reason);
    this.reason = reason;
    this.status = status;
    this.noRetry = noRetry;
  }
}

export interface Sender {
  setEventsUrl(url: string): void;
  eventsUrl(): string | undefined;
  /** Resolves with the app's acknowledgement; rejects with NotTaken after 3 s or on any failure. */
  send(outgoing: Outgoing): Promise<Acknowledgement>;
  close(): void;
}
