import { escapeHtml, hiddenFields } from '#sandbox/kit/escape-html.ts';
import type { Answer } from '#sandbox/kit/serve.ts';
import type { Slack } from './slack.ts';
import { APP_NAME } from './world.ts';

const kept = [
  'client_id',
  'redirect_uri',
  'state',
  'scope',
  'response_type',
  'nonce',
  'team',
  'code_challenge',
  'code_challenge_method',
];

const words: Record<string, string> = {
  openid: 'who you are',
  profile: 'your name, picture and workspace',
  email: 'your e-mail address',
};

/** Asks the person who they are and in which workspace, which Slack knows already, and whether they agree. */
export function openIdPage(slack: Slack, query: URLSearchParams): Answer {
  const wanted = query.get('team');
  const scopes = (query.get('scope') ?? '').split(/[ ,]/).filter(Boolean);
  const people = [...slack.state.teams.values()]
    .filter(({ id }) => !wanted || id === wanted)
    .flatMap((team) => [...team.users.values()].map((user) => ({ team, user })))
    .map(
      ({ team, user }, index) =>
        `<label><input type="radio" name="user" value="${team.id}/${user.id}" required${index === 0 ? ' checked' : ''}> ${escapeHtml(`${user.realName} · ${team.name}`)}</label>`,
    );
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in with Slack</title><style>
:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 3rem auto; padding: 0 1rem }
fieldset { border: 1px solid #8886; border-radius: 8px; margin: 0 0 1rem } label { display: block; padding: .3rem 0 }
button { font: inherit; padding: .6rem 1.2rem; border-radius: 8px; border: 1px solid #8888; cursor: pointer } .yes { background: #611f69; color: #fff; border: 0 }
</style></head><body><main><h1>${APP_NAME} wants to know who you are in Slack</h1>
<form method="post" action="/openid/connect/authorize">${hiddenFields(kept, query)}<fieldset><legend>You are</legend>${people.join('')}</fieldset>
<p>It will see:</p><ul>${scopes.map((scope) => `<li>${words[scope] ?? escapeHtml(scope)}</li>`).join('')}</ul>
<button name="choice" value="cancel">Cancel</button> <button class="yes" name="choice" value="allow">Allow</button></form>
<p><small>This is the sandbox, not Slack.</small></p></main></body></html>`;
  return { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: html };
}
