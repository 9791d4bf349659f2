import { AsyncLocalStorage } from 'node:async_hooks';
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins';
import { z } from 'zod';
import { findSignInId } from '#core/accounts/sign-in-id.ts';
import { type Platform, platformIds } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { tokenBy, whoIs } from './ask-chat.ts';

/** A person who just proved a chat identity by signing in at the chat. */
export interface ProvenPerson extends ChatPerson {
  platform: Chat;
  teamId: string;
  userId: string;
}

export const chats = platformIds;
export type Chat = Platform;

/** Carries a proven person from the provider's answer to the hooks that link them, within one request. */
export const proven = new AsyncLocalStorage<{
  person?: ProvenPerson;
  /** The id under which better-auth keeps their way to sign in. */
  signInId?: string;
  /** The account in which a session began. */
  signedIn?: string;
}>();

/** Sign-in with Discord and, if the app has a client id, with Slack. */
export function chatProviders(deps: SignInDeps) {
  return genericOAuth({ config: [discord(deps), ...(slack(deps) ?? [])] });
}

type SignInDeps = Pick<Deps, 'db' | 'keys' | 'config'>;

const discordUser = z.object({
  id: z.string().min(1),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  email: z.email().nullish(),
  verified: z.boolean().nullish(),
});

function discord(deps: SignInDeps): GenericOAuthConfig {
  const { apiUrl, applicationId, clientSecret, authorizeUrl } = deps.config.discord;
  return {
    providerId: 'discord',
    clientId: applicationId,
    clientSecret,
    authorizationUrl: authorizeUrl,
    getToken: tokenBy({ tokenUrl: `${apiUrl}/oauth2/token`, clientId: applicationId, clientSecret }),
    scopes: ['identify', 'email'],
    async getUserInfo({ accessToken }) {
      const user = await whoIs(`${apiUrl}/v10/users/@me`, accessToken, discordUser);
      if (!user) return null;
      const person = {
        platform: 'discord',
        teamId: '',
        userId: user.id,
        name: user.global_name ?? user.username,
        avatarPath: user.avatar ? `/avatars/${user.id}/${user.avatar}.png` : null,
        placeName: null,
      } as const;
      return known(deps, person, { email: user.email ?? null, emailVerified: user.verified === true });
    },
  };
}

const slackUser = z.object({
  ok: z.literal(true),
  'https://slack.com/user_id': z.string().min(1),
  'https://slack.com/team_id': z.string().min(1),
  'https://slack.com/team_name': z.string().nullish(),
  email: z.email().nullish(),
  email_verified: z.boolean().nullish(),
  name: z.string().nullish(),
  picture: z.string().nullish(),
});

function slack(deps: SignInDeps): GenericOAuthConfig[] | undefined {
  const { apiUrl, clientId, clientSecret, openIdUrl } = deps.config.slack;
  if (!clientId || !clientSecret) return undefined;
  return [
    {
      providerId: 'slack',
      clientId,
      clientSecret,
      authorizationUrl: openIdUrl,
      getToken: tokenBy({ tokenUrl: `${apiUrl}openid.connect.token`, clientId, clientSecret }),
      scopes: ['openid', 'email', 'profile'],
      async getUserInfo({ accessToken }) {
        const user = await whoIs(`${apiUrl}openid.connect.userInfo`, accessToken, slackUser);
        if (!user) return null;
        const [teamId, userId] = [user['https://slack.com/team_id'], user['https://slack.com/user_id']];
        const person = {
          platform: 'slack',
          teamId,
          userId,
          name: user.name ?? '',
          avatarPath: user.picture ?? null,
          placeName: user['https://slack.com/team_name'] ?? null,
        } as const;
        return known(deps, person, { email: user.email ?? null, emailVerified: user.email_verified === true });
      },
    },
  ];
}

/** What better-auth is told of a person: neither their id in the chat nor their name, which it would keep as they are. */
async function known(
  deps: SignInDeps,
  person: ProvenPerson,
  address: { email: string | null; emailVerified: boolean },
) {
  const id = await findSignInId(deps, person);
  const store = proven.getStore();
  if (store) Object.assign(store, { person, signInId: id });
  return { id, name: '', ...address };
}
