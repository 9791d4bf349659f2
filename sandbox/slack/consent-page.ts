import { escapeHtml, hiddenFields } from '#sandbox/kit/escape-html.ts';
import { isLocalUrl } from '#sandbox/kit/local-url.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { newId, randomHex } from './ids.ts';
import { APP, type Slack } from './slack.ts';
import { APP_NAME } from './world.ts';

/** GET /oauth/v2/authorize: who installs what, and where. */
export function consentPage(slack: Slack, request: Request): Answer {
  const refusal = refuse(request.query);
  if (refusal) return page(400, 'Something went wrong', `<p>${escapeHtml(refusal)}</p>`);
  const asked = request.query.get('team') ?? '';
  const teams = [...slack.state.teams.values()]
    .map(({ id, name }) => `<option value="${id}"${id === asked ? ' selected' : ''}>${escapeHtml(name)}</option>`)
    .join('');
  const scopes = scopesOf(request).map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  const kept = hiddenFields(['redirect_uri', 'state', 'scope', 'client_id'], request.query);
  return page(
    200,
    `${APP_NAME} is requesting permission to access a workspace`,
    `<form method="post" action="/oauth/v2/authorize">${kept}
      <label>Workspace <select name="team">${teams}</select></label>
      <p>${APP_NAME} will be able to:</p><ul>${scopes.join('')}</ul>
      <button name="choice" value="cancel">Cancel</button>
      <button name="choice" value="allow">Allow</button></form>`,
  );
}

/** POST of that page: redirects to the app with a code, or with access_denied. */
export function decideConsent(slack: Slack, request: Request): Answer {
  const fields = (request.body ?? {}) as Record<string, string>;
  const redirectUri = fields.redirect_uri ?? '';
  const refusal = refuse(new URLSearchParams(fields));
  if (refusal) return page(400, 'Something went wrong', `<p>${escapeHtml(refusal)}</p>`);
  const target = new URL(redirectUri);
  if (fields.state) target.searchParams.set('state', fields.state);
  const all = [...slack.state.teams.values()];
  // An organization's admin can choose the whole organization; https://docs.slack.dev/enterprise/developing-for-enterprise-orgs.
  const team = all.find(({ id, enterpriseId }) => id === fields.team || (enterpriseId && enterpriseId === fields.team));
  if (fields.choice !== 'allow' || !team) {
    target.searchParams.set('error', 'access_denied');
  } else {
    const code = `${newId('').slice(1)}.${randomHex(12)}`;
    slack.state.oauthCodes.set(code, {
      page: 'install',
      teamId: team.id,
      ...(team.id !== fields.team && team.enterpriseId && { enterpriseId: team.enterpriseId }),
      scopes: (fields.scope ?? '').split(',').filter(Boolean),
      redirectUri,
      atMs: slack.state.clock.now(),
      userId: team.users.keys().next().value ?? '',
      used: false,
    });
    target.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: target.href } };
}

/** Redirect addresses on this machine count as registered. */
function refuse(query: URLSearchParams): string | undefined {
  if (query.get('client_id') !== APP.clientId) return 'Invalid client_id parameter.';
  if (!isLocalUrl(query.get('redirect_uri') ?? '')) return 'redirect_uri did not match any configured URIs.';
  if (!query.get('scope')) return 'Invalid permissions requested: no scopes requested.';
  return undefined;
}

const scopesOf = ({ query }: Request): string[] => (query.get('scope') ?? '').split(',').filter(Boolean);

function page(status: number, title: string, body: string): Answer {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
    <style>body{font:16px system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}</style>
    <h1>${escapeHtml(title)}</h1>${body}<p><small>This is the sandbox, not Slack.</small></p></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}
