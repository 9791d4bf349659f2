import type { Faults } from '#sandbox/kit/faults.ts';
import type { FileBytes } from './file-bytes.ts';
import type { Sender } from './outgoing.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { Signer } from './signer.ts';
import type { SocketMode } from './socket-mode.ts';
import type { State } from './state.ts';

/** What the parts of the stand-in share. */
export interface Slack {
  state: State;
  bytes: FileBytes;
  rates: RateLimiter;
  faults: Faults;
  sockets: SocketMode;
  sender: Sender;
  signer: Signer;
  fileProcessingMs: number;
  /** Without a trailing slash; known once the server is listening. */
  url(): string;
}

/** The app's own secrets: fixed, so that a configuration survives a restart. */
export const APP = {
  signingSecret: '5a1f0c7e9b3d4286a0e4c1b79d52f638',
  clientId: '1040327219.6204148512',
  clientSecret: 'c0ffee5a1f0c7e9b3d4286a0e4c1b79d',
  appToken: 'xapp-1-A0PXLAPP42K-6204148513-5a1f0c7e9b3d4286',
  configToken: 'xoxe.xoxp-1-5a1f0c7e9b3d4286',
  verificationToken: 'Xq5kq8b1rS0mC4tGzW7yN2uE',
} as const;
