import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { RateLimited, SlackError } from './errors.ts';
import { apps } from './methods/apps.ts';
import { auth } from './methods/auth.ts';
import type { Method, Methods } from './methods/call.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { files } from './methods/files.ts';
import { basicCredentials, oauth } from './methods/oauth.ts';
import { userGroups } from './methods/user-groups.ts';
import { users } from './methods/users.ts';
import { views } from './methods/views.ts';
import type { Slack } from './slack.ts';
import type { Team, TokenRecord } from './state.ts';

const METHODS: Methods = {
  ...auth,
  ...apps,
  ...chat,
  ...conversations,
  ...files,
  ...oauth,
  ...userGroups,
  ...users,
  ...views,
};

/** One call of the Web API: who asks, may they, do it; every refusal is a 200 with `ok: false`, but for rate limits. */
export async function callMethod(slack: Slack, request: Request): Promise<Answer> {
  const name = request.params.method ?? '';
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  try {
    if (!method) throw new SlackError('unknown_method', { req_method: name });
    const args = { ...Object.fromEntries(request.query), ...(request.body as object | undefined) } as Record<
      string,
      unknown
    >;
    const { token, team } = authenticate(slack, request, method, args);
    if (method.token === 'none') Object.assign(args, basicCredentials(request));
    const answer = await method.run({ slack, team, token, args });
    return { headers: scopeHeaders(method, team), body: { ok: true, ...answer } };
  } catch (cause) {
    if (cause instanceof RateLimited) return rateLimited(cause.retryAfterS);
    if (!(cause instanceof SlackError)) throw cause;
    return { body: { ok: false, error: cause.code, ...cause.extra } };
  }
}

export function rateLimited(retryAfterS: number): Answer {
  return { status: 429, headers: { 'retry-after': String(retryAfterS) }, body: { ok: false, error: 'ratelimited' } };
}

function authenticate(slack: Slack, request: Request, method: Method, args: Record<string, unknown>) {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? String(args.token ?? '');
  const record = slack.state.tokens.get(token);
  const team = slack.state.teams.get(record?.teamId ?? '');
  if (method.token === 'none') return { token, team: team ?? nobody(slack) };
  requireToken(token, record, method);
  if (method.token !== 'bot') return { token, team: nobody(slack) };
  if (!team) throw new SlackError('invalid_auth');
  const missing = method.scopes.length > 0 && !method.scopes.some((scope) => team.scopes.includes(scope));
  if (missing) {
    throw new SlackError('missing_scope', { needed: method.scopes.join(','), provided: team.scopes.join(',') });
  }
  return { token, team };
}

function requireToken(token: string, record: TokenRecord | undefined, method: Method): asserts record is TokenRecord {
  if (!token) throw new SlackError('not_authed');
  if (!record) throw new SlackError('invalid_auth');
  if (record.dead) throw new SlackError(record.dead);
  if (record.kind !== method.token) throw new SlackError('not_allowed_token_type');
}

/** Methods of the app as a whole belong to no workspace; they never look at this. */
function nobody(slack: Slack): Team {
  return { ...(slack.state.teams.values().next().value as Team), id: '', scopes: [] };
}

function scopeHeaders(method: Method, team: Team): Record<string, string> {
  if (method.token !== 'bot') return {};
  return { 'x-oauth-scopes': team.scopes.join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
}
