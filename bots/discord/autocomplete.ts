import {
  type APIApplicationCommandAutocompleteInteraction,
  ApplicationCommandOptionType,
  InteractionResponseType,
  Routes,
} from 'discord-api-types/v10';
import { cut } from '#core/chat/cut.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { Deps } from '#core/deps.ts';
import { findCommand } from '../commands/index.ts';
import { suggestionsFor } from '../receive.ts';
import { askerOf } from './asker.ts';

/** Suggestions while a person types an option. */
export async function onAutocomplete(
  deps: Deps,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const focused = interaction.data.options.find((option) => 'focused' in option && option.focused);
  if (focused?.type !== ApplicationCommandOptionType.String) return;
  const given = Object.fromEntries(
    interaction.data.options.flatMap((option) => ('value' in option ? [[option.name, option.value]] : [])),
  );
  const asker = { ...askerOf(deps, interaction), given };
  const asked = findCommand(interaction.data.name);
  const offered = await suggestionsFor(asked, { name: focused.name, typed: focused.value }, asker);
  const choices = offered
    .slice(0, discordLimits.autocompleteChoices)
    .map((choice) => ({ name: cut(choice.label, 100), value: choice.value }));
  // Tried once: the person has typed on before a second try.
  await deps.discordRest.acknowledgements.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
  });
}
