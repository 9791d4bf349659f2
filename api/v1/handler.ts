import type { Request, Response } from 'express';
import type { V1Answered, V1Name, V1Received } from '#core/contract/v1/contract.ts';
import type { Deps } from '#core/deps.ts';
import type { KeyPrincipal } from '../auth/principal.ts';

/** What a handler is given. `request` and `response` are for files, and for what stands in headers. */
export interface V1Context {
  deps: Deps;
  who: KeyPrincipal;
  request: Request;
  response: Response;
}

/** Answers one endpoint of core/contract/v1: parts are already parsed, and the answer is sent as it is. @throws Failure */
export type V1Handler<Name extends V1Name> = (
  context: V1Context,
  received: V1Received<Name>,
) => Promise<V1Answered<Name>>;

export type V1Handlers = { [Name in V1Name]: V1Handler<Name> };
