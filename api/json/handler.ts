import type { Answered, EndpointName, Received } from '#core/contract/pages/contract.ts';
import type { Deps } from '#core/deps.ts';
import type { Principal } from '../auth/principal.ts';

/** What a handler is given. `open` endpoints may be called by people who are not signed in: their handlers check `who`. */
export interface ApiContext {
  deps: Deps;
  who: Principal;
}
export interface OpenContext {
  deps: Deps;
  who: Principal | undefined;
}

type ContextOf<Name extends EndpointName> = typeof import('#core/contract/pages/contract.ts').contract[Name] extends {
  open: true;
}
  ? OpenContext
  : ApiContext;

/** Answers one endpoint of core/contract: parts are already parsed, and the answer is sent as it is. @throws Failure */
export type ApiHandler<Name extends EndpointName> = (
  context: ContextOf<Name>,
  received: Received<Name>,
) => Promise<Answered<Name>>;
