import { basicCredentials, bearerToken } from '#sandbox/kit/authorization.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { RateLimited, SlackError } from './errors.ts';
import { apps } from './methods/apps.ts';
import { auth } from './methods/auth.ts';
import type { Method, Methods } from './methods/call.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { files } from './methods/files.ts';
import { oauth } from './methods/oauth.ts';
import { openId } from './methods/openid.ts';
import { userGroups } from './methods/user-groups.ts';
import { users } from './methods/users.ts';
import { views } from './methods/views.ts';
import type { Slack } from './slack.ts';
import { scopesOf, type Team, type TokenRecord } from './state.ts';

const METHODS: Methods = {
  ...auth,
  ...apps,
  ...chat,
  ...conversations,
  ...files,
  ...oauth,
  ...openId,
  ...userGroups,
  ...users,
  ...views,
};

/** One call of the Web API: authenticate, authorize, run; every refusal is a 200 with `ok: false`, except rate limits. */
export async function callMethod(slack: Slack, request: Request): Promise<Answer> {
  const name = request.params.method ?? '';
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  try {
    if (!method) throw new SlackError('unknown_method', { req_method: name });
    const args = { ...Object.fromEntries(request.query), ...(request.body as object | undefined) } as Record<
      string,
      unknown
    >;
    const { scopes, ...asker } = authenticate(slack, request, method, args);
    if (method.token === 'none') Object.assign(args, basicCredentials(request));
    const answer = await method.run({ slack, args, ...asker });
    return { headers: scopeHeaders(method, scopes), body: { ok: true, ...answer } };
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
  const token = bearerToken(request) ?? String(args.token ?? '');
  const record = slack.state.tokens.get(token);
  const team = slack.state.teams.get(record?.teamId ?? '');
  const asker = { token, person: record?.person, team: team ?? nobody(slack), scopes: [] };
  if (method.token === 'none') return asker;
  requireToken(token, record);
  const scopes = scopesOf(slack.state, record);
  const isOfWorkspace = record.kind === 'bot' || record.kind === 'user';
  if (isOfWorkspace) requireScope(method, scopes);
  if (record.kind !== method.token && !(isOfWorkspace && method.token === 'workspace'))
    throw new SlackError('not_allowed_token_type');
  if (isOfWorkspace && !team) throw new SlackError('invalid_auth');
  return { ...asker, scopes };
}

function requireToken(token: string, record: TokenRecord | undefined): asserts record is TokenRecord {
  if (!token) throw new SlackError('not_authed');
  if (!record) throw new SlackError('invalid_auth');
  if (record.dead) throw new SlackError(record.dead);
}

function requireScope(method: Method, provided: readonly string[]) {
  if (method.scopes.length === 0 || method.scopes.some((scope) => provided.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: method.scopes.join(','), provided: provided.join(',') });
}

/** Methods of the app as a whole belong to no workspace; they never use this. */
function nobody(slack: Slack): Team {
  return { ...(slack.state.teams.values().next().value as Team), id: '', scopes: [] };
}

function scopeHeaders(method: Method, scopes: readonly string[]): Record<string, string> {
  if (scopes.length === 0) return {};
  return { 'x-oauth-scopes': scopes.join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
}
