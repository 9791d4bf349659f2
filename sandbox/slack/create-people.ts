import { createCompanies } from './companies.ts';
import { addPeople } from './crowd.ts';
import { click, clickInView, shortcut, suggest } from './interact.ts';
import { createLook } from './look.ts';
import { setCommands, setManifest } from './methods/apps.ts';
import { createModerate } from './moderate.ts';
import type { SlackPeople } from './people.ts';
import { runCommand } from './run-command.ts';
import { editMessage, mention, openHome, uninstall, upload } from './say.ts';
import type { Slack } from './slack.ts';
import type { Team, UserGroup } from './state.ts';
import { closeView, submitView } from './submit-view.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** `until` may watch more than our changes (a clock, recorded calls), so it also looks now and then. */
const LOOK_EVERY_MS = 20;

export function createPeople(slack: Slack): SlackPeople {
  const { state } = slack;
  const subscribe: SlackPeople['subscribe'] = (listener) => {
    state.listeners.add(listener);
    return () => state.listeners.delete(listener);
  };
  const look = createLook(slack);
  return Object.defineProperties(
    {
      ...look,
      commands: (teamId) => (state.teams.get(teamId)?.installed ? state.commands : []),
      shortcuts: (teamId) => (state.teams.get(teamId)?.installed ? (state.shortcuts ?? []) : []),
      setCommands: (commands) => setCommands(slack, commands),
      setManifest: (manifest) => setManifest(slack, manifest),
      ...createCompanies(slack),
      ...createModerate(slack),
      addPeople: (count) => addPeople(state, count),
      runCommand: (p) => runCommand(slack, p),
      click: (p) => click(slack, p),
      clickInView: (p) => clickInView(slack, p),
      suggest: (p) => suggest(slack, p),
      submitView: (p) => submitView(slack, p),
      closeView: (p) => closeView(slack, p),
      shortcut: (p) => shortcut(slack, p),
      mention: (p) => mention(slack, p),
      edit: (p) => editMessage(slack, p),
      openHome: (p) => openHome(slack, p),
      uninstall: (teamId, options) => uninstall(slack, teamId, options),
      setUserGroup(groupId, userIds) {
        const [team, group] = userGroupOf(slack, groupId);
        const stranger = userIds.find((id) => !team.users.has(id));
        if (stranger !== undefined) throw new Error(`There is no person ${stranger} in this workspace.`);
        group.userIds = [...userIds];
        state.emit({ type: 'userGroup', teamId: team.id });
      },
      upload: (p) => upload(slack, p),
      subscribe,
      until: (wanted, timeoutMs = DEFAULT_TIMEOUT_MS, what = 'what was waited for') =>
        until(subscribe, wanted, timeoutMs, what),
    } satisfies SlackPeople,
    // Spreading would freeze the workspaces in their current state.
    { workspaces: { get: () => look.workspaces, enumerable: true } },
  );
}

function userGroupOf({ state }: Slack, groupId: string): [Team, UserGroup] {
  for (const team of state.teams.values()) {
    const group = team.userGroups.find(({ id }) => id === groupId);
    if (group) return [team, group];
  }
  throw new Error(`There is no user group ${groupId}.`);
}

function until<T>(
  subscribe: SlackPeople['subscribe'],
  wanted: () => T | undefined | false,
  timeoutMs: number,
  what: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      unsubscribe();
      clearInterval(ticking);
      clearTimeout(timer);
    };
    const ask = () => {
      try {
        const found = wanted();
        if (!found) return;
        stop();
        resolve(found);
      } catch (cause) {
        stop();
        reject(cause);
      }
    };
    const unsubscribe = subscribe(ask);
    const ticking = setInterval(ask, LOOK_EVERY_MS);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms for ${what}, and it did not come.`));
    }, timeoutMs);
    ask();
  });
}
