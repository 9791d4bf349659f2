import { randomBytes } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';

/** "codes are one time use and expire 100 seconds after creation": https://github.com/discord/discord-api-docs/issues/2526 */
const codeMs = 100_000;
/** https://docs.discord.com/developers/topics/oauth2#authorization-code-grant-access-token-response */
const tokenS = 604_800;

/** What a person agreed to. */
export interface Agreement {
  userId: string;
  scopes: readonly string[];
}

export interface Code extends Agreement {
  redirectUri: string;
  challenge?: string;
}

export interface Token extends Agreement {
  accessToken: string;
  refreshToken: string;
  untilMs: number;
}

export type Grants = ReturnType<typeof createGrants>;

/** Codes and tokens. A person has one authorization for the app, however many tokens came of it. */
export function createGrants(clock: Clock) {
  const codes = new Map<string, Code & { untilMs: number }>();
  const tokens = new Set<Token>();
  const agreed = new Map<string, Set<string>>();
  const find = (wanted: Partial<Token>) =>
    [...tokens].find((token) => Object.entries(wanted).every(([name, value]) => token[name as keyof Token] === value));

  function issue({ userId, scopes }: Agreement): Token {
    const token = {
      userId,
      scopes,
      accessToken: randomBytes(22).toString('base64url'),
      refreshToken: randomBytes(22).toString('base64url'),
      untilMs: clock.now() + tokenS * 1000,
    };
    tokens.add(token);
    return token;
  }

  return {
    /** Records a person's consent. Returns the code. */
    agree(code: Code): string {
      agreed.set(code.userId, new Set([...(agreed.get(code.userId) ?? []), ...code.scopes]));
      const name = randomBytes(22).toString('base64url');
      codes.set(name, { ...code, untilMs: clock.now() + codeMs });
      return name;
    },
    hasAgreed: ({ userId, scopes }: Agreement): boolean =>
      scopes.every((scope) => agreed.get(userId)?.has(scope) ?? false),
    /** The code, which this uses up whatever the outcome. */
    redeem(name: string): Code | undefined {
      const code = codes.get(name);
      codes.delete(name);
      return code && code.untilMs > clock.now() ? code : undefined;
    },
    issue,
    /** New tokens for a refresh token, which works once; its access token ends. */
    refresh(refreshToken: string): Token | undefined {
      const old = find({ refreshToken });
      if (!old) return undefined;
      tokens.delete(old);
      return issue(old);
    },
    /** The token of a request, if it has not expired. */
    live(accessToken: string): Token | undefined {
      const token = find({ accessToken });
      return token && token.untilMs > clock.now() ? token : undefined;
    },
    /** Ends the authorization that the token, of either kind, belongs to. */
    revoke(token: string) {
      const userId = (find({ accessToken: token }) ?? find({ refreshToken: token }))?.userId;
      if (userId === undefined) return;
      agreed.delete(userId);
      for (const each of tokens) if (each.userId === userId) tokens.delete(each);
      for (const [name, code] of codes) if (code.userId === userId) codes.delete(name);
    },
    reset() {
      for (const each of [codes, tokens, agreed]) each.clear();
    },
  };
}

export const secondsLeft = (clock: Clock, { untilMs }: Token): number => Math.round((untilMs - clock.now()) / 1000);
