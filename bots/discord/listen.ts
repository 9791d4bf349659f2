import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { InteractionResponseType, Routes } from 'discord-api-types/v10';
import type { ChatUser } from '#core/accounts/identify.ts';
import { decodeButtonId } from '#core/chat/button-id.ts';
import { cut } from '#core/chat/cut.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { Action } from '../actions/action.ts';
import { actions } from '../actions/index.ts';
import { findCommand } from '../commands/index.ts';
import { dispatch } from '../dispatch.ts';
import { parseOptions } from '../parse-options.ts';
import { type AnswerKind, acknowledge, replyTo, spotOf } from './answer.ts';
import { personOf } from './person.ts';
import { rawOptions } from './raw-options.ts';
import { teamOf } from './team.ts';

/** One interaction of Discord's: acknowledge, then dispatch. */
export async function onInteraction(deps: Deps, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return onAutocomplete(deps, interaction);
  if (interaction.isChatInputCommand()) return onCommand(deps, interaction);
  if (interaction.isButton()) return onButton(deps, interaction);
}

async function onCommand(deps: Deps, interaction: ChatInputCommandInteraction) {
  const command = findCommand(interaction.commandName);
  const blocked = command?.answer === 'public' ? missingPermissions(interaction) : undefined;
  const kind = command && !blocked ? command.answer : 'private';
  if (!(await acknowledge(deps, interaction, kind))) return;
  const spot = spotOf(interaction);
  const request = {
    name: interaction.commandName,
    ask: {
      key: `discord:${interaction.id}`,
      spot,
      person: async () => personOf(interaction),
      team: teamOf(interaction),
    },
    reply: replyTo(deps, spot, kind),
  };
  await dispatch(deps, request, async (context) => {
    if (!command) throw unknownCommand(interaction.commandName);
    if (blocked) throw blocked;
    return command.run(context, parseOptions(command, rawOptions(interaction)));
  });
}

async function onButton(deps: Deps, interaction: ButtonInteraction) {
  const button = decodeButtonId(interaction.customId);
  const action = button && actions[button.action];
  const blocked = action?.answer === 'public' ? missingPermissions(interaction) : undefined;
  const kind = action && !blocked ? placeOf(action, interaction) : 'private';
  if (!(await acknowledge(deps, interaction, kind))) return;
  const spot = spotOf(interaction);
  const ask = {
    key: `discord:${interaction.id}`,
    spot,
    messageId: interaction.message.id,
    person: async () => personOf(interaction),
    team: teamOf(interaction),
  };
  await dispatch(
    deps,
    { name: button?.action ?? 'unknown', ask, reply: replyTo(deps, spot, kind) },
    async (context) => {
      if (!button || !action) throw unknownButton();
      if (blocked) throw blocked;
      return action.run(context, button);
    },
  );
}

const placeOf = ({ answer }: Action, { message }: ButtonInteraction): AnswerKind =>
  answer === 'in-place' && !message.flags.has(MessageFlags.Ephemeral) ? 'in-public-place' : answer;

async function onAutocomplete(deps: Deps, interaction: AutocompleteInteraction) {
  const { name, value } = interaction.options.getFocused(true);
  const user: ChatUser = { platform: 'discord', teamId: '', userId: interaction.user.id };
  const offered =
    (await findCommand(interaction.commandName)?.suggest?.[name]?.(value, { deps, user, team: teamOf(interaction) })) ??
    [];
  const choices = offered
    .slice(0, discordLimits.autocompleteChoices)
    .map((choice) => ({ name: cut(choice.label, 100), value: choice.value }));
  await deps.discordRest.interactions.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
  });
}

const needed = [
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.AttachFiles, 'Attach Files'],
] as const;

/** Asked before anything is paid for: a picture that cannot be posted is of no use to anybody. */
function missingPermissions(interaction: ChatInputCommandInteraction | ButtonInteraction): Failure | undefined {
  const missing = needed.filter(([flag]) => !interaction.appPermissions.has(flag)).map(([, name]) => name);
  if (missing.length === 0) return undefined;
  return new Failure('cannot_post', {
    title: 'I may not post pictures here',
    happened: `This channel does not give me: ${missing.join(', ')}. Nothing was made and nothing was taken.`,
    next: 'Use another channel, or ask somebody who manages the server to allow it.',
  });
}

function unknownCommand(name: string): Failure {
  return new Failure('unknown_command', {
    title: 'That command is no longer there',
    happened: `I do not have a command ${name} any more. It cost nothing.`,
    next: 'Reload Discord to see the commands of today.',
  });
}

function unknownButton(): Failure {
  return new Failure('unknown_button', {
    title: 'That button is from an older version',
    happened: 'I no longer know what it does. It cost nothing.',
    next: ['Start anew with ', { command: 'imagine' }, '.'],
  });
}
