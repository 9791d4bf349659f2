import { AsyncLocalStorage } from 'node:async_hooks';
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins';
import { z } from 'zod';
import { type Platform, platformIds, platforms } from '#core/chat/platforms.ts';
import type { Config } from '#core/config.ts';
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
  /** The account in which a session began. */
  signedIn?: string;
}>();

/** The account id under which better-auth keeps an identity; end_link() in the database knows it too. */
export const accountIdOf = (person: Pick<ProvenPerson, 'platform' | 'teamId' | 'userId'>) =>
  platforms[person.platform].accountId({ teamId: person.teamId, externalId: person.userId });

/** Sign-in with Discord and, if the app has a client id, with Slack. */
export function chatProviders(config: Config) {
  return genericOAuth({ config: [discord(config), ...(slack(config) ?? [])] });
}

const discordUser = z.object({
  id: z.string().min(1),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  email: z.email().nullish(),
  verified: z.boolean().nullish(),
});

function discord({ discord: { apiUrl, applicationId, clientSecret, authorizeUrl } }: Config): GenericOAuthConfig {
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
      remember({
        platform: 'discord',
        teamId: '',
        userId: user.id,
        name: user.global_name ?? user.username,
        avatarPath: user.avatar ? `/avatars/${user.id}/${user.avatar}.png` : null,
        placeName: null,
      });
      return {
        id: user.id,
        email: user.email ?? null,
        emailVerified: user.verified === true,
        name: user.global_name ?? user.username,
      };
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

function slack({ slack: { apiUrl, clientId, clientSecret, openIdUrl } }: Config): GenericOAuthConfig[] | undefined {
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
        remember({
          platform: 'slack',
          teamId,
          userId,
          name: user.name ?? '',
          avatarPath: user.picture ?? null,
          placeName: user['https://slack.com/team_name'] ?? null,
        });
        return {
          id: `${teamId}:${userId}`,
          email: user.email ?? null,
          emailVerified: user.email_verified === true,
          name: user.name ?? '',
        };
      },
    },
  ];
}

function remember(person: ProvenPerson) {
  const store = proven.getStore();
  if (store) store.person = person;
}
