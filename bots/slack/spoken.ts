import type { Deps } from '#core/deps.ts';
import { emojiIn } from './emoji.ts';
import { userOf } from './person.ts';
import { typedText } from './words.ts';

/** More names are not looked up for one request. */
const mostNames = 20;

/**
 * A message or command as its author sees it: people and user groups, which Slack sends as ids, by name, and emoji as characters. People whom Slack
 * does not reveal become "somebody". With `keepPeople` mentions stay as they are, `<@U123|ada>`.
 */
export async function spokenText(
  deps: Deps,
  teamId: string,
  text: string,
  { keepPeople = false }: { keepPeople?: boolean } = {},
): Promise<string> {
  const [people, groups] = await Promise.all([
    namesOf(idsIn(text, person), async (userId) => {
      const user = await userOf(deps, { workspaceId: teamId, userId });
      return user?.profile?.display_name || user?.profile?.real_name || user?.name;
    }),
    groupNames(deps, teamId, text),
  ]);
  const named = text
    .replace(person, (_, id: string) => {
      const name = people.get(id) ?? 'somebody';
      return keepPeople ? `<@${id}|${name.replace(/[<>|]/g, '')}>` : unmarked(name);
    })
    .replace(labelledPerson, keepPeople ? '$&' : '$1')
    .replace(group, (_, id: string) => unmarked(groups.get(id) ?? 'a group'))
    .replace(channel, 'a channel'); // its name would need a scope that nothing else needs
  return emojiIn(typedText(named, { keepPeople }));
}

const person = /<@([UW][A-Z0-9]+)\|?>/g;
const labelledPerson = /<@[UW][A-Z0-9]+\|([^<>]+)>/g;
const channel = /<#[A-Z0-9]+\|?>/g;
const group = /<!subteam\^([A-Z0-9]+)\|?>/g;

const idsIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, id = '']) => id)),
];

async function namesOf(ids: string[], nameOf: (id: string) => Promise<string | undefined>) {
  const found = await Promise.all(ids.slice(0, mostNames).map(async (id) => [id, await nameOf(id)] as const));
  return new Map(found.flatMap(([id, name]) => (name ? [[id, name] as const] : [])));
}

async function groupNames(deps: Deps, teamId: string, text: string): Promise<Map<string, string>> {
  if (idsIn(text, group).length === 0) return new Map();
  const groups = await deps.slackUserGroups.list(teamId).catch((err: unknown) => {
    deps.log.warn({ err }, 'slack did not tell of its user groups');
    return [];
  });
  return new Map(groups.map(({ id, name }) => [id, name]));
}

/** Escaped as Slack does in messages, so that no name contains markup. */
const unmarked = (name: string) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
