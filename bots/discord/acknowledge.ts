import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { type APIInteractionResponse, InteractionResponseType, MessageFlags, Routes } from 'discord-api-types/v10';
import type { Deps } from '#core/deps.ts';
import type { Answer } from '../answer.ts';
import { createdAtMs, type Interaction } from './interaction.ts';

/** `in-place` replaces a pressed card that this person alone sees, `in-public-place` one that everybody sees. */
export type AnswerKind = Answer | 'in-public-place';

type AcknowledgeDeps = Pick<Deps, 'discordRest' | 'config' | 'log' | 'metrics'>;

/** Discord waits for 3 s. Both tries end before that, with time left for the network. */
const allMs = 2_500;
const tryMs = 1_000;
const discordWaitsMs = 3_000;

/** How a try ended. `unclear`: no answer came, or only one from something in between, so nobody knows whether Discord took it. */
type Ended = Known | { waitMs: number };
type Known = 'taken' | 'taken before' | 'too late' | 'refused' | 'unclear';

/**
 * Tells Discord that we are working on it. True if the interaction is ours. Only then may work begin, so that nothing is started or paid for somebody
 * who read "the application did not respond". If an answer is lost, we try once more.
 */
export async function acknowledge(
  deps: AcknowledgeDeps,
  interaction: Interaction,
  { kind, receivedAtMs }: { kind: AnswerKind; receivedAtMs: number },
): Promise<boolean> {
  const ended = await tryTwice(deps, interaction, { body: responseOf(kind), receivedAtMs });
  if (ended !== 'unclear') return noteEnd(deps, interaction, { ended, receivedAtMs });
  const isOurs = await wasTaken(deps, interaction, receivedAtMs);
  deps.metrics.count('acknowledgements', { platform: 'discord', outcome: isOurs ? 'done' : 'failed' });
  return isOurs;
}

/** Counts how a first answer ended. True if Discord took it. */
export function noteEnd(
  { metrics, log }: Pick<AcknowledgeDeps, 'metrics' | 'log'>,
  { id }: Interaction,
  { ended, receivedAtMs }: { ended: Known; receivedAtMs: number },
): boolean {
  const platform = 'discord';
  if (ended === 'taken') metrics.took('acknowledgementSeconds', { platform }, Date.now() - receivedAtMs);
  else log.warn({ ended, lateMs: Date.now() - createdAtMs(id) }, 'discord takes no answer of ours');
  metrics.count('acknowledgements', { platform, outcome: outcomes[ended] });
  return ended === 'taken';
}

const outcomes = {
  taken: 'done',
  // A second process of ours, which may run briefly during an update, is working on it.
  'taken before': 'taken',
  'too late': 'late',
  refused: 'failed',
  unclear: 'failed',
} as const satisfies Record<Known, string>;

function responseOf(kind: AnswerKind): APIInteractionResponse {
  if (kind === 'in-place' || kind === 'in-public-place') return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    data: kind === 'ephemeral' ? { flags: MessageFlags.Ephemeral } : {},
  };
}

/** The first answer to an interaction, tried once more if the response says nothing. */
export async function tryTwice(
  deps: Pick<AcknowledgeDeps, 'discordRest' | 'log'>,
  { id, token }: Interaction,
  { body, receivedAtMs }: { body: APIInteractionResponse; receivedAtMs: number },
): Promise<Known> {
  const route = Routes.interactionCallback(id, token);
  const endsAtMs = beganAtMs(id, receivedAtMs) + allMs;
  const once = async (): Promise<Ended> => {
    try {
      // The first try is made whatever the clocks say.
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
  // Discord took the first try, although no response reached us.
  return second === 'taken before' && first === 'unclear' ? 'taken' : second;
}

/** When a person acted, by the interaction's own id; if the two clocks cannot both be right, when it reached us. */
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

/** Neither try was answered. Once Discord no longer waits, it is certain whether it took one of them: only then is there a message to edit. */
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
