import { type APIUser, Routes } from 'discord-api-types/v10';
import type { Field } from '#core/chat/card/form.ts';
import type { Deps } from '#core/deps.ts';
import { type Interaction, nameOf } from './interaction.ts';

type SpokenDeps = Pick<Deps, 'discordRest' | 'discordRoles' | 'log'>;

/** More names are not looked up for one request. */
const mostNames = 20;

/**
 * What a person typed, as they saw it: Discord sends people, roles, channels and a server's own emoji as markup with ids
 * (https://discord.com/developers/docs/reference#message-formatting), and resolves none of those in text. Values chosen from a list stay as they are.
 */
export async function spokenOptions(
  deps: SpokenDeps,
  { guild_id: guildId }: Pick<Interaction, 'guild_id'>,
  fields: readonly Field[],
  raw: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const inWords = new Set(fields.flatMap((field) => (field.type === 'text' && !field.suggests ? [field.name] : [])));
  const entries = Object.entries(raw).map(async ([name, value]) => {
    const isSpoken = inWords.has(name) && typeof value === 'string';
    return [name, isSpoken ? await spokenText(deps, guildId, value) : value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function spokenText(deps: SpokenDeps, guildId: string | undefined, text: string): Promise<string> {
  const [people, roles] = await Promise.all([peopleIn(deps, text), rolesIn(deps, guildId, text)]);
  return text
    .replace(person, (_, id: string) => people.get(id) ?? 'somebody')
    .replace(role, (_, id: string) => roles.get(id) ?? 'a group')
    .replace(channel, 'a channel') // the bot sees channels that the person does not
    .replace(emoji, '$1')
    .replace(slashCommand, '$1');
}

const person = /<@!?(\d{15,20})>/g;
const role = /<@&(\d{15,20})>/g;
const channel = /<#\d{15,20}>/g;
/** `:our-own:`, the form for emoji that have no character. */
const emoji = /<a?(:\w{1,32}:)\d{15,20}>/g;
const slashCommand = /<(\/[^<>:]{1,100}):\d{15,20}>/g;

async function peopleIn({ discordRest, log }: SpokenDeps, text: string): Promise<Map<string, string>> {
  const ids = [...new Set([...text.matchAll(person)].map(([, id = '']) => id))].slice(0, mostNames);
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return [[id, nameOf((await discordRest.answers.bot.get(Routes.user(id))) as APIUser)] as const];
      } catch (err) {
        log.warn({ err }, 'discord did not say who is meant');
        return [];
      }
    }),
  );
  return new Map(found.flat());
}

async function rolesIn({ discordRoles, log }: SpokenDeps, guildId: string | undefined, text: string) {
  if (guildId === undefined || text.search(role) < 0) return new Map<string, string>();
  const roles = await discordRoles.list(guildId).catch((err: unknown) => {
    log.warn({ err }, 'discord did not tell of its roles');
    return [];
  });
  return new Map(roles.map(({ id, name }) => [id, name]));
}
