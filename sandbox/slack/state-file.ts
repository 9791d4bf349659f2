import { keepSaved, readSaved } from '#sandbox/kit/saved-file.ts';
import type { SlashCommand } from './people.ts';
import type { FileObject } from './shapes.ts';
import type { State, StoredFile, StoredMessage, UserGroup } from './state.ts';

/** What survives a restart. Triggers, response URLs, open modals, codes and sign-ins do not: they are valid only for minutes. */
interface Saved {
  /** `userGroups` are absent in older files. */
  teams: Array<{ id: string; installed: boolean; botToken: string; scopes: string[]; userGroups?: UserGroup[] }>;
  channels: Array<{
    id: string;
    memberIds: string[];
    /** Absent in files from before channels could be shared. */
    sharedWith?: string[];
    timeline: StoredMessage[];
    replies: Array<[string, StoredMessage[]]>;
  }>;
  tokens: Array<[string, ReturnType<State['tokens']['get']>]>;
  files: Array<Omit<StoredFile, 'object'> & { object: FileObject }>;
  homes: Array<[string, ReturnType<State['views']['get']>]>;
  commands: SlashCommand[];
}

export function loadState(state: State, path: string) {
  const saved = readSaved<Saved>(path, 'Slack');
  if (!saved) return;
  state.tokens.clear();
  for (const [token, record] of saved.tokens) if (record) state.tokens.set(token, record);
  for (const team of saved.teams) Object.assign(state.teams.get(team.id) ?? {}, team);
  for (const { id, memberIds, sharedWith, timeline, replies } of saved.channels) {
    const channel = state.channels.get(id);
    if (!channel) continue;
    channel.memberIds = new Set(memberIds);
    channel.sharedWith = new Set(sharedWith);
    channel.timeline = timeline;
    channel.replies = new Map(replies);
    for (const message of [...timeline, ...replies.flatMap(([, each]) => each)]) channel.byTs.set(message.ts, message);
  }
  for (const file of saved.files) state.files.set(file.object.id, file);
  for (const [userId, view] of saved.homes) {
    if (!view) continue;
    state.views.set(view.id, view);
    state.homes.set(userId, view.id);
  }
  state.commands = saved.commands;
}

export function keepState(state: State, path: string): { close(): void } {
  return keepSaved(
    path,
    () => snapshot(state),
    (onChange) => {
      state.listeners.add(onChange);
      return () => state.listeners.delete(onChange);
    },
  );
}

function snapshot(state: State): Saved {
  return {
    teams: [...state.teams.values()].map(({ id, installed, botToken, scopes, userGroups }) => ({
      id,
      installed,
      botToken,
      scopes,
      userGroups,
    })),
    channels: [...state.channels.values()].map(({ id, memberIds, sharedWith, timeline, replies }) => ({
      id,
      memberIds: [...memberIds],
      sharedWith: [...sharedWith],
      timeline,
      replies: [...replies],
    })),
    tokens: [...state.tokens].filter(([, { kind }]) => kind !== 'user'),
    files: [...state.files.values()].filter((file) => file.completed),
    homes: [...state.homes].map(([userId, viewId]) => [userId, state.views.get(viewId)]),
    commands: state.commands,
  };
}
