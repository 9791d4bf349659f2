import type { APIUser } from 'discord-api-types/v10';
import { escapeHtml, hiddenFields } from '#sandbox/kit/escape-html.ts';
import type { Answer } from '#sandbox/kit/serve.ts';
import { application } from './world.ts';

const words: Record<string, string> = {
  identify: 'Know your username and your picture',
  email: 'Know your e-mail address',
};

const kept = [
  'client_id',
  'redirect_uri',
  'state',
  'scope',
  'response_type',
  'prompt',
  'code_challenge',
  'code_challenge_method',
];

/** Asks the person who they are, which Discord knows already, and whether they agree. */
export function consentPage(asked: { query: URLSearchParams; people: readonly APIUser[]; scopes: string[] }): Answer {
  const people = asked.people.map(
    ({ id, global_name, username }, index) =>
      `<label><input type="radio" name="user" value="${id}" required${index === 0 ? ' checked' : ''}> ${escapeHtml(global_name ?? username)}</label>`,
  );
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Authorize ${application.name}</title><style>
:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem }
fieldset { border: 1px solid #8886; border-radius: 8px; margin: 0 0 1rem } label { display: block; padding: .3rem 0 }
button { font: inherit; padding: .6rem 1.2rem; border-radius: 8px; border: 1px solid #8888; cursor: pointer } .yes { background: #4752c4; color: #fff; border: 0 }
</style></head><body><main><h1>${application.name} wants to access your Discord account</h1>
<form method="post" action="/oauth2/authorize">${hiddenFields(kept, asked.query)}<fieldset><legend>You are</legend>${people.join('')}</fieldset>
<p>${application.name} will:</p><ul>${asked.scopes.map((scope) => `<li>${words[scope] ?? escapeHtml(scope)}</li>`).join('')}</ul>
<button name="choice" value="cancel">Cancel</button> <button class="yes" name="choice" value="allow">Authorize</button></form>
<p><small>This is the sandbox, not Discord.</small></p></main></body></html>`;
  return { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: html };
}

/** Discord asks here into which server it shall go. The servers of this sandbox have it already; a test takes it out and in (`people`). */
export function installPage(servers: readonly string[]): Answer {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Add ${application.name}</title></head><body><main><h1>Add ${application.name}</h1>
<p>It is in every server of this sandbox already:</p><ul>${servers.map((name) => `<li>${escapeHtml(name)}</li>`).join('')}</ul>
<p><small>This is the sandbox, not Discord.</small></p></main></body></html>`;
  return { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: html };
}
