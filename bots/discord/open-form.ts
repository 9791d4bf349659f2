import { InteractionResponseType } from 'discord-api-types/v10';
import { renderDiscordForm } from '#core/chat/discord/form.ts';
import type { Deps } from '#core/deps.ts';
import { formOf } from '../define-form.ts';
import { filledIn } from '../filled-in.ts';
import { offeredForm } from '../offered-form.ts';
import type { FormAct } from '../receive.ts';
import { noteEnd, tryTwice } from './acknowledge.ts';
import { askerOf } from './asker.ts';
import type { Interaction } from './interaction.ts';

/**
 * Opens a form. Discord takes a form only as the first answer, so it is never deferred, and nothing is looked up before it but the values it opens with.
 * If it does not open, nothing was begun: the person presses again.
 * @throws Error if Discord refuses the form itself, or its values were not found in time: then nothing has been answered yet
 */
export async function openForm(
  deps: Deps,
  interaction: Interaction,
  { act, receivedAtMs }: { act: FormAct; receivedAtMs: number },
): Promise<void> {
  const { filled: known, hints, price } = await filledIn(act, askerOf(deps, interaction));
  const { form, filled } = await offeredForm(deps, formOf(act.form, { price, filled: known, hints }), known);
  const body = {
    type: InteractionResponseType.Modal,
    data: renderDiscordForm(form, act.id, filled),
  } as const;
  const ended = await tryTwice(deps, interaction, { body, receivedAtMs });
  if (ended === 'refused') throw new Error('discord refused a form of ours');
  noteEnd(deps, interaction, { ended, receivedAtMs });
}
