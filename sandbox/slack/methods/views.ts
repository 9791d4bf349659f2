import { SlackError } from '../errors.ts';
import type { OpenView } from '../shapes.ts';
import { exchangeTrigger } from '../triggers.ts';
import { byExternalId, changeView, checkView, openView, published } from '../views.ts';
import { json, type MethodCall, type Methods, text } from './call.ts';

export const views: Methods = {
  'views.open': {
    token: 'bot',
    scopes: [],
    run(call) {
      const { slack, team, args } = call;
      const checked = checkView(slack, team, json(args, 'view'), ['modal']);
      const trigger = exchangeTrigger(slack.state, text(args, 'trigger_id'), team.id);
      return { view: published(openView(slack, team, trigger.userId, checked)) };
    },
  },
  'views.push': {
    token: 'bot',
    scopes: [],
    run(call) {
      const { slack, team, args } = call;
      const checked = checkView(slack, team, json(args, 'view'), ['modal']);
      const trigger = exchangeTrigger(slack.state, text(args, 'trigger_id'), team.id);
      const parent = slack.state.views.get(trigger.viewId ?? '');
      if (parent?.type !== 'modal') throw new SlackError('not_found');
      return { view: published(openView(slack, team, trigger.userId, checked, parent)) };
    },
  },
  'views.update': {
    token: 'bot',
    scopes: [],
    run(call) {
      const { slack, team, args } = call;
      const view = viewToChange(call);
      const checked = checkView(slack, team, json(args, 'view'), ['modal']);
      agreeOnHash(call, view);
      return { view: published(changeView(slack, view, checked)) };
    },
  },
  'views.publish': {
    token: 'bot',
    scopes: [],
    run(call) {
      const { slack, team, args } = call;
      const userId = text(args, 'user_id');
      if (!team.users.has(userId)) throw new SlackError('user_not_found');
      const checked = checkView(slack, team, json(args, 'view'), ['home']);
      const home = slack.state.views.get(slack.state.homes.get(userId) ?? '');
      if (!home) return { view: published(openView(slack, team, userId, checked)) };
      agreeOnHash(call, home);
      return { view: published(changeView(slack, home, checked)) };
    },
  },
};

function viewToChange({ slack, team, args }: MethodCall): OpenView {
  const id = text(args, 'view_id');
  const view = id ? slack.state.views.get(id) : byExternalId(slack, team, text(args, 'external_id'));
  if (!view || view.app_installed_team_id !== team.id) throw new SlackError('not_found');
  return view;
}

/** An app that sends the hash it saw wants an error if somebody else was faster. */
function agreeOnHash({ args }: MethodCall, view: OpenView) {
  const hash = text(args, 'hash');
  if (hash && hash !== view.hash) throw new SlackError('hash_conflict');
}
