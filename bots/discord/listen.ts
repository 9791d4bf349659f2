import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  Routes,
} from 'discord-api-types/v10';
import type { ChatUser } from '#core/accounts/identify.ts';
import { decodeButtonId } from '#core/chat/button-id.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { cut } from '#core/chat/cut.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { Action } from '../actions/action.ts';
import { actions } from '../actions/index.ts';
import { findCommand } from '../commands/index.ts';
import { type Ask, dispatch } from '../dispatch.ts';
import { parseOptions } from '../parse-options.ts';
import { type AnswerKind, acknowledge } from './acknowledge.ts';
import { replyTo } from './answer.ts';
import { type Interaction, spotOf, userOf } from './interaction.ts';
import { missingPermissions } from './permissions.ts';
import { personOf } from './person.ts';
import { rawOptions } from './raw-options.ts';
import { spokenOptions } from './spoken.ts';
import { teamOf } from './team.ts';

/** One interaction of Discord's, whichever way it came: acknowledge, then dispatch. */
export async function onInteraction(deps: Deps, interaction: Interaction, receivedAtMs = Date.now()): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return onAutocomplete(deps, interaction);
    case InteractionType.ApplicationCommand:
      return onCommand(deps, interaction, receivedAtMs);
    case InteractionType.MessageComponent:
      return onButton(deps, interaction, receivedAtMs);
    // We have no forms on Discord.
    case InteractionType.ModalSubmit:
      return;
  }
}

async function onCommand(deps: Deps, interaction: APIApplicationCommandInteraction, receivedAtMs: number) {
  const { data } = interaction;
  const isTyped = data.type === ApplicationCommandType.ChatInput;
  const command = isTyped ? findCommand(data.name) : undefined;
  const blocked = command?.answer === 'public' ? missingPermissions(interaction) : undefined;
  const kind = command && !blocked ? command.answer : 'private';
  if (!(await acknowledge(deps, interaction, { kind, receivedAtMs }))) return;
  const ask = askOf(deps, interaction);
  await dispatch(deps, { name: data.name, ask, reply: replyTo(deps, ask.spot, kind) }, async (context) => {
    if (!command || !isTyped) throw unknownCommand(data.name);
    if (blocked) throw blocked;
    return command.run(
      context,
      parseOptions(command, await spokenOptions(deps, interaction, command, rawOptions(data))),
    );
  });
}

async function onButton(deps: Deps, interaction: APIMessageComponentInteraction, receivedAtMs: number) {
  const button = decodeButtonId(interaction.data.custom_id);
  const action = button && actions[button.action];
  const blocked = action?.answer === 'public' ? missingPermissions(interaction) : undefined;
  const kind = action && !blocked ? placeOf(action, interaction) : 'private';
  if (!(await acknowledge(deps, interaction, { kind, receivedAtMs }))) return;
  const ask = { ...askOf(deps, interaction), messageId: interaction.message.id };
  const name = button?.action ?? 'unknown';
  await dispatch(deps, { name, ask, reply: replyTo(deps, ask.spot, kind) }, async (context) => {
    if (!button || !action) throw unknownButton();
    if (blocked) throw blocked;
    return action.run(context, button);
  });
}

const askOf = (deps: Deps, interaction: Interaction): Ask => ({
  key: `discord:${interaction.id}`,
  spot: spotOf(interaction),
  person: () => personOf(deps, interaction),
  team: teamOf(deps, interaction),
});

function placeOf({ answer }: Action, { message }: APIMessageComponentInteraction): AnswerKind {
  const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return answer === 'in-place' && !isEphemeral ? 'in-public-place' : answer;
}

async function onAutocomplete(deps: Deps, interaction: APIApplicationCommandAutocompleteInteraction) {
  const focused = interaction.data.options.find((option) => 'focused' in option && option.focused);
  if (focused?.type !== ApplicationCommandOptionType.String) return;
  const user: ChatUser = { platform: 'discord', teamId: '', userId: userOf(interaction).id };
  const suggest = findCommand(interaction.data.name)?.suggest?.[focused.name];
  const offered = (await suggest?.(cleanText(focused.value), { deps, user, team: teamOf(deps, interaction) })) ?? [];
  const choices = offered
    .slice(0, discordLimits.autocompleteChoices)
    .map((choice) => ({ name: cut(choice.label, 100), value: choice.value }));
  // Once: whoever types has typed on before a second try.
  await deps.discordRest.acknowledgements.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
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
