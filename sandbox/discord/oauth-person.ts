import type { APIUser } from 'discord-api-types/v10';
import { bearerToken } from '#sandbox/kit/authorization.ts';
import type { Handler, Request } from '#sandbox/kit/serve.ts';
import { applicationJson } from './application-json.ts';
import { fail } from './errors.ts';
import type { Grants, Token } from './oauth-grants.ts';
import type { State } from './state.ts';

/** The answers to requests with a person's Bearer token. */
export interface PersonAnswers {
  user: Handler;
  authorization: Handler;
}

export function createPersonAnswers(state: State, grants: Grants): PersonAnswers {
  const tokenOf = (request: Request): Token => grants.live(bearerToken(request) ?? '') ?? fail('unauthorized');
  const userOf = ({ userId }: Token): APIUser => state.users.get(userId) ?? fail('unauthorized');
  return {
    /** https://docs.discord.com/developers/resources/user#get-current-user */
    user(request) {
      const token = tokenOf(request);
      if (!token.scopes.includes('identify')) fail('unauthorized');
      const user = userOf(token);
      const ofTheirs = { mfa_enabled: false, locale: 'en-US', premium_type: 0 };
      return { body: { ...user, ...ofTheirs, ...(token.scopes.includes('email') && mailOf(user)) } };
    },
    /** https://docs.discord.com/developers/topics/oauth2#get-current-authorization-information */
    authorization(request) {
      const token = tokenOf(request);
      const { id, name, icon, description, type, flags, flags_new, bot_public, bot_require_code_grant, verify_key } =
        applicationJson(state);
      return {
        body: {
          application: {
            id,
            name,
            icon,
            description,
            type,
            flags,
            flags_new,
            hook: true,
            bot_public,
            bot_require_code_grant,
            verify_key,
          },
          scopes: token.scopes,
          expires: new Date(token.untilMs).toISOString(),
          ...(token.scopes.includes('identify') && { user: userOf(token) }),
        },
      };
    },
  };
}

/** One person's address is unconfirmed, so that this case can be tried too. */
const mailOf = (user: APIUser) => ({ email: `${user.username}@example.com`, verified: user.username !== 'edsger' });
