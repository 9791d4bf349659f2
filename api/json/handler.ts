import type { Answered, EndpointName, Received } from '#core/contract/contract.ts';
import type { Deps } from '#core/deps.ts';

/** Who is signed in, read from the session of the request. */
export interface SignedIn {
  userId: string;
  walletId: string;
  email: string;
  name: string;
  sessionId: string;
  /** When this session began. */
  signedInAt: Date;
  /** May do what /api/admin offers. */
  isOperator: boolean;
}

/** What a handler has. Endpoints that are `open` may be called by nobody in particular: their handlers check `who`. */
export interface ApiContext {
  deps: Deps;
  who: SignedIn;
}
export interface OpenContext {
  deps: Deps;
  who: SignedIn | undefined;
}

type ContextOf<Name extends EndpointName> = typeof import('#core/contract/contract.ts').contract[Name] extends {
  open: true;
}
  ? OpenContext
  : ApiContext;

/** Answers one endpoint of core/contract: parts are parsed already, the answer is sent as it is. @throws Failure */
export type ApiHandler<Name extends EndpointName> = (
  context: ContextOf<Name>,
  received: Received<Name>,
) => Promise<Answered<Name>>;
