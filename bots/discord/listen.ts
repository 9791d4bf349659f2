import { InteractionType, MessageFlags } from 'discord-api-types/v10';
import type { Card } from '#core/chat/card/card.ts';
import type { Deps } from '#core/deps.ts';
import type { Answer } from '../answer.ts';
import { type Ask, dispatch } from '../dispatch.ts';
import type { Act, BotsDeps, FormAct } from '../receive.ts';
import { type AnswerKind, acknowledge } from './acknowledge.ts';
import { isAgeRestricted } from './age-restricted.ts';
import { replyTo } from './answer.ts';
import { onAutocomplete } from './autocomplete.ts';
import { type Interaction, targetOf, userOf } from './interaction.ts';
import { openForm } from './open-form.ts';
import { missingPermissions } from './permissions.ts';
import { personOf } from './person.ts';
import { pictureIn } from './pointed-message.ts';
import { aloneAt, isForThemAlone } from './privacy.ts';
import { type Asked, readInteraction } from './read-interaction.ts';
import { channelsOf, shortcomings } from './shortcomings.ts';
import { isBroughtAlong, teamOf } from './team.ts';
import { writtenAgain } from './written.ts';

/** Handles one Discord interaction, by gateway or HTTP: acknowledge, then dispatch. */
export async function onInteraction(
  deps: BotsDeps,
  interaction: Interaction,
  receivedAtMs = Date.now(),
): Promise<void> {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return onAutocomplete(deps, interaction);
  const act = readOrMistake(deps, interaction);
  if (act.answer !== 'form') return carryOut(deps, interaction, { act, receivedAtMs });
  const refuse = (error: unknown, isCounted?: true) => {
    const told: Act = { name: act.name, answer: 'ephemeral', run: () => Promise.reject(error) };
    return carryOut(deps, interaction, { act: told, receivedAtMs, isCounted });
  };
  // Checked before the person fills the form in.
  const user = askOf(deps, interaction).user;
  const isPrivate = await isForThemAlone(deps, interaction, { user, wanted: act.isPrivate });
  const blocked = blockedHere(act.submitAnswer, interaction, isPrivate);
  if (blocked) return refuse(blocked);
  // An error here is a mistake in the form: the person learns of it as of any other.
  await openForm(deps, interaction, { act, receivedAtMs }).catch((error) => refuse(error, true));
}

/** What cannot even be read is answered as any other mistake of ours. */
function readOrMistake(deps: BotsDeps, interaction: Asked): Act | FormAct {
  try {
    return readInteraction(deps, interaction);
  } catch (error) {
    return { name: 'unreadable', answer: 'ephemeral', run: () => Promise.reject(error) };
  }
}

/** The answer has pictures, and we may not post them here. */
const blockedHere = (answer: Answer, interaction: Interaction, isPrivate: boolean) =>
  answer === 'channel' ? missingPermissions(interaction, isPrivate) : undefined;

async function carryOut(
  deps: BotsDeps,
  interaction: Asked,
  { act, receivedAtMs, isCounted }: { act: Act; receivedAtMs: number; isCounted?: true | undefined },
): Promise<void> {
  const ask = askOf(deps, interaction);
  const isPublic = act.answer === 'channel';
  const wanted = isPublic ? act.isPrivate : act.isPrivate === true;
  const isPrivate = await isForThemAlone(deps, interaction, { user: ask.user, wanted });
  const blocked = blockedHere(act.answer, interaction, isPrivate);
  const answer = blocked || (isPublic && isPrivate) ? 'ephemeral' : act.answer;
  // A token reaches the message whose button was pressed only if the press was answered as its update; the answer itself is a message of its own.
  const onCard = kindOf('in-place', interaction);
  const isForCard = act.reachesItsCard === true && onCard === 'in-public-place' && isBroughtAlong(interaction);
  const kind = isForCard ? onCard : kindOf(answer, interaction);
  if (!(await acknowledge(deps, interaction, { kind, receivedAtMs }))) return;
  const reply = replyTo(deps, ask.target, kind);
  const request = { name: act.name, ask, reply, answer, isPrivate, isCounted, givingBack: act.givingBack };
  await dispatch(deps, request, async (context) => {
    if (blocked) throw blocked;
    return act.run(context);
  });
}

function askOf(deps: Deps, interaction: Asked): Ask {
  const messageId = 'message' in interaction ? interaction.message?.id : undefined;
  return {
    key: `discord:${interaction.id}`,
    target: targetOf(interaction),
    isAgeRestricted: () => isAgeRestricted(deps, interaction),
    user: { platform: 'discord', teamId: '', userId: userOf(interaction).id },
    messageId,
    ...(messageId === undefined ? {} : { closeQuestion: (card: Card) => deps.discord.closeQuestion(messageId, card) }),
    person: () => personOf(deps, interaction),
    isBroughtAlong: isBroughtAlong(interaction),
    team: teamOf(deps, interaction),
    picture: async (id) => pictureIn(interaction, id),
    written: (id) => writtenAgain(deps, targetOf(interaction), id),
    channelIds: channelsOf(interaction),
    shortcomings: () => shortcomings(deps, interaction),
    alone: async (reply) => ({ reply, target: aloneAt(targetOf(interaction)) }),
  };
}

function kindOf(answer: Answer, interaction: Asked): AnswerKind {
  const flags = 'message' in interaction ? interaction.message?.flags : undefined;
  const isEphemeral = ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return answer === 'in-place' && !isEphemeral ? 'in-public-place' : answer;
}
