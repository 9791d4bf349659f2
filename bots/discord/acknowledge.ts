import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { type APIInteractionResponse, InteractionResponseType, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Deps } from '#core/deps.ts';
import { createdAtMs, type Interaction } from './interaction.ts';

/** In place of the card that was pressed: one that this person alone sees, or one that everybody does. */
export type AnswerKind = 'public' | 'private' | 'in-place' | 'in-public-place';

type AcknowledgeDeps = Pick<Deps, 'discordRest' | 'config' | 'log' | 'metrics'>;

/** Discord waits for 3 s. Both tries end before that, with time left for the way there. */
const allMs = 2_500;
const tryMs = 1_000;
const discordWaitsMs = 3_000;

/** How a try ended. `unclear`: no answer came, or one of something in between, so that nobody knows whether it was taken. */
type Ended = Known | { waitMs: number };
type Known = 'taken' | 'taken before' | 'too late' | 'refused' | 'unclear';

/**
 * Tells Discord that we are at it. True where the interaction is ours: then it is done, and not otherwise, so that nothing begins
 * and nothing is paid for somebody who read "the application did not respond". An answer that was lost is asked for once more.
 */
export async function acknowledge(
  deps: AcknowledgeDeps,
  interaction: Interaction,
  { kind, receivedAtMs }: { kind: AnswerKind; receivedAtMs: number },
): Promise<boolean> {
  const counted = (outcome: 'done' | 'late' | 'taken' | 'failed') =>
    deps.metrics.count('acknowledgements', { platform: 'discord', outcome });
  const ended = await tryTwice(deps, interaction, { body: responseOf(kind), receivedAtMs });
  if (ended === 'taken') {
    deps.metrics.took('acknowledgementSeconds', { platform: 'discord' }, Date.now() - receivedAtMs);
    counted('done');
    return true;
  }
  if (ended === 'unclear') {
    const isOurs = await wasTaken(deps, interaction, receivedAtMs);
    counted(isOurs ? 'done' : 'failed');
    return isOurs;
  }
  // Taken before: a second process of ours, which an update may have for a moment, is at it.
  counted(ended === 'taken before' ? 'taken' : ended === 'too late' ? 'late' : 'failed');
  deps.log.warn({ ended, lateMs: Date.now() - createdAtMs(interaction.id) }, 'discord takes no answer of ours');
  return false;
}

function responseOf(kind: AnswerKind): APIInteractionResponse {
  if (kind === 'in-place' || kind === 'in-public-place') return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: kind === 'private' ? { flags: MessageFlags.Ephemeral } : {},
  };
}

/** The first answer to an interaction, tried once more where what came back says nothing. */
export async function tryTwice(
  deps: Pick<AcknowledgeDeps, 'discordRest' | 'log'>,
  { id, token }: Interaction,
  { body, receivedAtMs }: { body: APIInteractionResponse; receivedAtMs: number },
): Promise<Known> {
  const route = Routes.interactionCallback(id, token);
  const endsAtMs = beganAtMs(id, receivedAtMs) + allMs;
  const once = async (): Promise<Ended> => {
    try {
      // The first is made whatever the clocks say.
      const signal = AbortSignal.timeout(Math.max(100, Math.min(tryMs, endsAtMs - Date.now())));
      await deps.discordRest.acknowledgements.post(route, { auth: false, body, signal });
      return 'taken';
    } catch (error) {
      return judge(deps, error);
    }
  };
  const first = await once();
  if (typeof first === 'string' && first !== 'unclear') return first;
  const waitMs = typeof first === 'string' ? 0 : first.waitMs;
  if (Date.now() + waitMs >= endsAtMs) return first === 'unclear' ? 'unclear' : 'too late';
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  const second = await once();
  if (typeof second !== 'string') return first === 'unclear' ? 'unclear' : 'too late';
  // The first try it was that Discord took, though nobody told us.
  return second === 'taken before' && first === 'unclear' ? 'taken' : second;
}

/** When a person acted, by the interaction's own id; by when it came to us, where the two clocks cannot both be right. */
function beganAtMs(id: string, receivedAtMs: number): number {
  const ageMs = receivedAtMs - createdAtMs(id);
  return ageMs >= 0 && ageMs < allMs ? receivedAtMs - ageMs : receivedAtMs;
}

function judge({ log }: Pick<Deps, 'log'>, error: unknown): Ended {
  if (error instanceof RateLimitError) return { waitMs: error.retryAfter };
  if (!(error instanceof DiscordAPIError)) return 'unclear';
  if (error.code === 10062) return 'too late';
  if (error.code === 40060) return 'taken before';
  log.error({ err: error }, 'discord refused an acknowledgement');
  return 'refused';
}

/**
 * Neither try was answered. Once Discord no longer waits it is certain whether one of them was taken: only then is there
 * something to be edited.
 */
async function wasTaken(
  { discordRest, config, log }: AcknowledgeDeps,
  { id, token }: Interaction,
  receivedAtMs: number,
) {
  const leftMs = beganAtMs(id, receivedAtMs) + discordWaitsMs - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, leftMs)));
  try {
    await discordRest.answers.interactions.get(
      Routes.webhookMessage(config.discord.applicationId, token, '@original'),
      {
        auth: false,
      },
    );
    return true;
  } catch (err) {
    log.error({ err }, 'discord did not answer, nor did it take our answer');
    return false;
  }
}
