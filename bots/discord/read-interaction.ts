import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIMessageApplicationCommandInteractionData,
  type APIModalSubmission,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Field } from '#core/chat/card/form.ts';
import type { Text } from '#core/chat/card/text.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { cut } from '#core/chat/cut.ts';
import { quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { findCommand } from '../commands/index.ts';
import { messageCommands } from '../message/commands.ts';
import { messageAct } from '../message/offer.ts';
import { type Act, actOf, type BotsDeps, type FormAct } from '../receive.ts';
import type { Interaction } from './interaction.ts';
import { lineIn, pointedMessage, saidIn } from './pointed-message.ts';
import { rawFields, rawOptions } from './raw-options.ts';
import { spokenOptions } from './spoken.ts';

/** Interactions that are answered by a message or a form. */
export type Asked = Exclude<Interaction, APIApplicationCommandAutocompleteInteraction>;

/** What the person did, in terms that all chats share. */
export function readInteraction(deps: BotsDeps, interaction: Asked): Act | FormAct {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.Message) return onMessage(interaction, data);
      const command = data.type === ApplicationCommandType.ChatInput ? findCommand(data.name) : undefined;
      if (!command || data.type !== ApplicationCommandType.ChatInput) return unknownCommand(data.name);
      const given = rawOptions(data);
      const raw: Raw = (fields) => spokenOptions(deps, interaction, fields, given);
      return actOf(deps.intents, { type: 'command', command, raw, given });
    }
    case InteractionType.MessageComponent: {
      const { data } = interaction;
      // A choice carries its own intent, as a button's id does.
      const id = 'values' in data ? (data.values[0] ?? '') : data.custom_id;
      return actOf(deps.intents, { type: 'intent', id, line: lineIn(interaction), said: saidIn(interaction) });
    }
    case InteractionType.ModalSubmit: {
      const { data } = interaction;
      const raw: Raw = (fields) => spokenOptions(deps, interaction, fields, rawFields(data, fields));
      const written = writtenIn(data);
      const values = (fields: readonly Field[]) => rawFields(data, fields);
      const given = {
        raw,
        given: values,
        next: onceMore(written),
        written: written.map(({ value }) => value).join('\n'),
      };
      return actOf(deps.intents, { type: 'submit', id: data.custom_id, ...given });
    }
  }
}

/** Its answer is for the person alone: what is done to the picture, its button does. */
function onMessage({ application_id: applicationId }: Asked, data: APIMessageApplicationCommandInteractionData): Act {
  const command = messageCommands.find(({ label }) => label === data.name);
  const message = data.resolved.messages[data.target_id];
  return command && message ? messageAct(command, pointedMessage(message, applicationId)) : unknownCommand(data.name);
}

type Raw = (fields: readonly Field[]) => Promise<Record<string, unknown>>;

/** Discord closes a form when it is sent: the person gets back what they wrote in it, what is given back anyway apart (core/chat/present/typed-back.ts). */
const onceMore =
  (written: readonly Written[]) =>
  (givenBack: readonly string[]): Text => {
    const again = 'Press its button once more, and correct it.';
    const others = written
      .filter(({ name }) => !givenBack.includes(name))
      .flatMap(({ value }) => [', ', quoted(cut(value, mostGivenBack))]);
    return others.length === 0 ? again : [`${again} You wrote: `, ...others.slice(1)];
  };

interface Written {
  name: string;
  value: string;
}

const writtenIn = ({ components }: APIModalSubmission): Written[] =>
  components.flatMap((part) =>
    part.type === ComponentType.Label && part.component.type === ComponentType.TextInput && part.component.value !== ''
      ? [{ name: part.component.custom_id, value: cleanText(part.component.value) }]
      : [],
  );

/** Fields of names and numbers. */
const mostGivenBack = 1000;

const unknownCommand = (name: string): Act => ({
  name,
  answer: 'ephemeral',
  run() {
    throw new Failure('unknown_command', {
      title: 'That command is no longer there',
      happened: `I do not have a command ${name} any more. It cost nothing.`,
      next: 'Reload Discord to see the commands of today.',
    });
  },
});
