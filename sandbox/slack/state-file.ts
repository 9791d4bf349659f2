import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SlashCommand } from './people.ts';
import type { FileObject } from './shapes.ts';
import type { State, StoredFile, StoredMessage, UserGroup } from './state.ts';

/** What outlives a restart. Triggers, response URLs, open modals and codes do not: they are minutes old at most. */
interface Saved {
  /** `userGroups` are absent in files from before there were any. */
  teams: Array<{ id: string; installed: boolean; botToken: string; scopes: string[]; userGroups?: UserGroup[] }>;
  channels: Array<{
    id: string;
    memberIds: string[];
    timeline: StoredMessage[];
    replies: Array<[string, StoredMessage[]]>;
  }>;
  tokens: Array<[string, ReturnType<State['tokens']['get']>]>;
  files: Array<Omit<StoredFile, 'object'> & { object: FileObject }>;
  homes: Array<[string, ReturnType<State['views']['get']>]>;
  commands: SlashCommand[];
}

const SAVE_AFTER_MS = 500;

export function loadState(state: State, path: string) {
  if (!existsSync(path)) return;
  const saved = JSON.parse(readFileSync(path, 'utf8')) as Saved;
  state.tokens.clear();
  for (const [token, record] of saved.tokens) if (record) state.tokens.set(token, record);
  for (const team of saved.teams) Object.assign(state.teams.get(team.id) ?? {}, team);
  for (const { id, memberIds, timeline, replies } of saved.channels) {
    const channel = state.channels.get(id);
    if (!channel) continue;
    channel.memberIds = new Set(memberIds);
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

/** Writes beside and renames, so that a crash leaves the old file whole. */
export function saveState(state: State, path: string) {
  const saved: Saved = {
    teams: [...state.teams.values()].map(({ id, installed, botToken, scopes, userGroups }) => ({
      id,
      installed,
      botToken,
      scopes,
      userGroups,
    })),
    channels: [...state.channels.values()].map(({ id, memberIds, timeline, replies }) => ({
      id,
      memberIds: [...memberIds],
      timeline,
      replies: [...replies],
    })),
    tokens: [...state.tokens],
    files: [...state.files.values()].filter((file) => file.completed),
    homes: [...state.homes].map(([userId, viewId]) => [userId, state.views.get(viewId)]),
    commands: state.commands,
  };
  writeFileSync(`${path}.new`, JSON.stringify(saved));
  renameSync(`${path}.new`, path);
}

/** Saves a while after the first change, then once more at the end. */
export function keepSaved(state: State, path: string): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let waitMs = SAVE_AFTER_MS;
  const onChange = () => {
    timer ??= setTimeout(() => {
      const startedAt = performance.now();
      saveState(state, path);
      // A large world takes long to write: then less often, so that saving stays below a twentieth of the time.
      waitMs = Math.max(SAVE_AFTER_MS, 20 * (performance.now() - startedAt));
      timer = undefined;
    }, waitMs).unref();
  };
  state.listeners.add(onChange);
  return {
    close() {
      clearTimeout(timer);
      state.listeners.delete(onChange);
      saveState(state, path);
    },
  };
}
