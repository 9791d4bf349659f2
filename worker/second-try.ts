import type { Deps } from '#core/deps.ts';
import { beginSecondTry, saveSecondId, secondSeed } from '#core/generations/second-try.ts';
import { findModel } from '#core/models/catalogue.ts';
import { endOfRun } from './end-of-run.ts';
import { requestOfRun } from './submission/request-of-run.ts';

type TryDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'provider' | 'config'>;

/** A person waits meanwhile: four times as long as such a model usually takes. */
const patienceMs = 45_000;
/** The provider's clock may be behind the database's. */
const clockSlackMs = 60_000;

export interface SecondOutputs {
  outputs: readonly string[];
  seed: number;
}

const none: SecondOutputs = { outputs: [], seed: 0 };

/**
 * Has a model draw once more, at our cost, what it did not draw as asked, and waits for it. Once for a run: what is to be created is on record before, its id
 * as soon as it is known, and after a crash in between the one that may have been created is looked for, and no other created. Without outputs if it came to
 * nothing, for whatever reason: what there is already is shown then.
 * @param images how many are not as asked
 */
export async function secondTry(
  deps: TryDeps,
  { generationId, predictionId, images }: { generationId: string; predictionId: string; images: number },
): Promise<SecondOutputs> {
  try {
    return await tried(deps, { generationId, predictionId, images });
  } catch (err) {
    deps.log.warn({ generationId, err }, 'a second try for pixel art came to nothing');
    return none;
  }
}

async function tried(
  deps: TryDeps,
  { generationId, predictionId, images }: { generationId: string; predictionId: string; images: number },
): Promise<SecondOutputs> {
  const asked = await beginSecondTry(deps, predictionId);
  const model = asked && findModel(asked.model);
  if (!asked || model?.kind !== 'image') return none;
  const seed = secondSeed(asked.seed);
  const imageUrl = asked.inputImageUrl ?? undefined;
  // It is waited for here, and no webhook is to look for a run of that slot.
  const { webhookUrl: _, ...request } = requestOfRun(deps, {
    ...{ generationId, run: { ...asked, images, seed }, model, imageUrl },
    furtherImageUrls: [asked.secondImageUrl, asked.thirdImageUrl].filter((url) => url !== null),
  });
  const id = asked.externalId ?? (asked.isFirst ? await created() : await lost());
  if (id === undefined) return none;
  const signal = AbortSignal.timeout(patienceMs);
  const ended = await endOfRun(deps, id, { firstPauseMs: 300, longestPauseMs: 1_500, signal }).catch(async (error) => {
    await deps.provider.cancel(id).catch(() => undefined);
    throw error;
  });
  deps.log.info({ generationId, externalId: id, status: ended?.status }, 'a second try for pixel art');
  return ended?.status === 'succeeded' && !ended.refused ? { outputs: ended.outputs, seed } : none;

  async function created(): Promise<string> {
    const prediction = await deps.provider.create({ ...request, signal: AbortSignal.timeout(patienceMs) });
    await saveSecondId(deps, predictionId, prediction.id);
    return prediction.id;
  }

  async function lost(): Promise<string | undefined> {
    const createdAfter = new Date((asked?.askedAt.getTime() ?? 0) - clockSlackMs);
    const [found] = await deps.provider.findUnclaimed({ ...request, createdAfter });
    if (found) await saveSecondId(deps, predictionId, found.id);
    return found?.id;
  }
}
