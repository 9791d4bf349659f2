import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as Option,
  ComponentType as Type,
} from 'discord-api-types/v10';
import type { FieldValue, Interaction, OptionValue } from '#sandbox/discord/people.ts';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import type { Random } from '#sandbox/replicate/pictures/random.ts';
import type { World } from '../world.ts';
import { createPresses, type Done, fileOf, lateOne, type Monkey, promptOf, wordOf } from './monkey.ts';

/** One person on Discord. */
export function onDiscord({ discord: { people } }: World, user: { id: string; username: string }): Monkey {
  const userId = user.id;
  const isDoubled = createPresses();
  const dm = people.users.some(({ id }) => id === userId) ? people.dmChannelId(userId) : undefined;
  /** The forms that the person has open; Discord shows one at a time. */
  let form: { interactionId: string; customId: string; fields: readonly Field[] } | undefined;

  const channels = () => people.guilds.flatMap((guild) => guild.channels.map(({ id }) => ({ id, guildId: guild.id })));
  const somewhere = (random: Random) => lateOne(random, channels(), 100) ?? { id: '', guildId: '' };
  const messages = () =>
    [...channels().map(({ id }) => id), ...(dm === undefined ? [] : [dm])]
      .flatMap((id) => people.messages(id, userId).slice(-8))
      .sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));

  function done(what: string, asked: Interaction): Done {
    const opened = asked.modal().then(
      (modal) => {
        form = { interactionId: asked.id, customId: modal.custom_id, fields: fieldsOf(modal) };
      },
      () => undefined,
    );
    const answered = Promise.any([asked.reply(), asked.modal()]);
    answered.catch(() => undefined);
    return { what, acknowledged: Promise.all([asked.acknowledged, opened]), answered };
  }

  const acts: Record<Parameters<Monkey['act']>[0], (random: Random) => Promise<Done | undefined>> = {
    async imagine(random) {
      const options = {
        prompt: promptOf(random),
        ...(random.chance(0.3) ? { count: random.integer(1, 4) } : {}),
        ...(random.chance(0.3)
          ? { model: random.pick(['flux-schnell', 'nano-banana', 'rd-fast', 'rd-plus', 'gone']) }
          : {}),
        ...(random.chance(0.1) ? { image: await fileOf(random) } : {}),
      };
      const what = `/imagine ${JSON.stringify({ ...options, image: undefined })}`;
      return done(what, await people.runCommand({ userId, channelId: somewhere(random).id, name: 'imagine', options }));
    },
    async command(random) {
      const { id: channelId, guildId } = somewhere(random);
      const command = lateOne(
        random,
        people.commands(guildId).filter(({ type }) => type === 1),
        100,
      );
      if (!command) return undefined;
      const options = await optionsFor(
        random,
        (command.options ?? []) as APIApplicationCommandBasicOption[],
        people.users,
      );
      const what = `/${command.name} ${JSON.stringify(Object.keys(options))}`;
      return done(what, await people.runCommand({ userId, channelId, name: command.name, options }));
    },
    async press(random) {
      const controls = messages().flatMap((message) => {
        const { buttons, choices } = lookAtDiscord(message);
        return [
          ...buttons.flatMap(({ label, customId }) =>
            customId ? [{ message, label, customId, values: undefined }] : [],
          ),
          ...choices.map(({ label, customId, value }) => ({ message, label, customId, values: [value] })),
        ];
      });
      const found = lateOne(random, controls);
      if (!found) return undefined;
      const { message, label, customId, values } = found;
      const pressed = await people.click({ userId, messageId: message.id, customId, ...(values ? { values } : {}) });
      const asked = done(`${label} (${values?.[0] ?? customId})`, pressed);
      return isDoubled(values?.[0] ?? customId) ? { ...asked, answered: asked.acknowledged } : asked;
    },
    async form(random) {
      if (!form) return undefined;
      const { interactionId, customId, fields } = form;
      form = undefined;
      const values: Record<string, FieldValue> = {};
      for (const field of fields) {
        const value = await fill(random, field, people.users);
        if (value !== undefined) values[field.custom_id] = value;
      }
      return done(
        `form ${customId} ${JSON.stringify(Object.keys(values))}`,
        await people.submitModal({ userId, interactionId, customId, values }),
      );
    },
    async menu(random) {
      const { id: channelId, guildId } = somewhere(random);
      const command = lateOne(
        random,
        people.commands(guildId).filter(({ type }) => type === 3),
      );
      const target = lateOne(
        random,
        people.messages(channelId, userId).filter((each) => each.ephemeralFor === undefined),
        10,
      );
      if (!command || !target) return undefined;
      return done(
        `menu ${command.name}`,
        await people.runCommand({ userId, channelId, name: command.name, targetId: target.id }),
      );
    },
    async suggest(random) {
      const at = {
        userId,
        channelId: somewhere(random).id,
        name: 'imagine',
        focused: random.pick(['model', 'project']),
      };
      const offered = people.autocomplete({
        ...at,
        options: { prompt: 'x', [at.focused]: wordOf(random).slice(0, 50) },
      });
      return { what: `typing ${at.focused}`, acknowledged: offered, answered: offered };
    },
    async talk(random) {
      const files = random.chance(0.7) ? [await fileOf(random)] : [];
      const channelId = dm !== undefined && random.chance(0.5) ? dm : somewhere(random).id;
      people.say({ userId, channelId, content: promptOf(random), files });
      return undefined;
    },
    home: async () => undefined,
  };
  return { name: `discord ${user.username}`, act: (act, random) => acts[act](random) };
}

async function optionsFor(
  random: Random,
  options: readonly APIApplicationCommandBasicOption[],
  users: ReadonlyArray<{ id: string }>,
): Promise<Record<string, OptionValue>> {
  const given: Record<string, OptionValue> = {};
  for (const option of options) {
    if (!option.required && random.chance(0.6)) continue;
    if ('choices' in option && option.choices)
      given[option.name] = lateOne<{ value: string | number }>(random, option.choices)?.value ?? '';
    else if (option.type === Option.String)
      given[option.name] = wordOf(random).slice(0, option.max_length ?? 1000) || 'x';
    else if (option.type === Option.Integer)
      given[option.name] = random.integer(
        option.min_value ?? 0,
        Math.min(option.max_value ?? 9, (option.min_value ?? 0) + 9),
      );
    else if (option.type === Option.Boolean) given[option.name] = random.chance(0.5);
    else if (option.type === Option.User) given[option.name] = lateOne(random, users)?.id ?? '';
    else if (option.type === Option.Attachment) given[option.name] = await fileOf(random);
  }
  return given;
}

interface Field {
  type: number;
  custom_id: string;
  required?: boolean;
  max_length?: number;
  options?: ReadonlyArray<{ value: string }>;
}

const fieldsOf = (modal: { components: readonly object[] }): Field[] =>
  modal.components.flatMap((part) => ('component' in part ? [part.component as Field] : []));

/** Undefined leaves what the app has put in. */
async function fill(
  random: Random,
  field: Field,
  users: ReadonlyArray<{ id: string }>,
): Promise<FieldValue | undefined> {
  switch (field.type) {
    case Type.TextInput:
      return random.chance(0.5) ? undefined : wordOf(random).slice(0, field.max_length ?? 4000);
    case Type.StringSelect:
      return random.chance(0.5) ? undefined : [lateOne(random, field.options ?? [])?.value ?? ''];
    case Type.UserSelect:
      return [lateOne(random, users)?.id ?? ''];
    case Type.FileUpload:
      return random.chance(0.5) || field.required ? [await fileOf(random)] : [];
    default:
      return undefined;
  }
}
