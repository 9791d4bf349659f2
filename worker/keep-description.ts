import { judge } from '#core/abuse/judge.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { cut } from '#core/chat/cut.ts';
import type { Deps } from '#core/deps.ts';
import { sealWords } from '#core/keys/seal-words.ts';
import type { DescribeModel } from '#core/models/define-picture-tool.ts';
import type { Outcome } from './settle-run.ts';

/** A caption is a sentence; this is for a model that does not stop. */
const mostChars = 1_000;

/**
 * What a model said of a picture, sealed with its owner's key, as the outcome of a run. What must never be made is not repeated either, nor what has the
 * operator's own terms: then nothing is kept, and the credits go back. It is not held against whoever asked: they did not say it.
 * @throws StorageError unavailable, if the key store is away
 */
export async function keepDescription(
  deps: Pick<Deps, 'rules' | 'keys' | 'log'>,
  {
    generationId,
    owner,
    model,
  }: { generationId: string; owner: Parameters<typeof sealWords>[1]; model: DescribeModel },
  outputs: readonly string[],
): Promise<Pick<Outcome, 'status' | 'failure' | 'description' | 'isNoStrike'>> {
  const words = cut(model.wordsOf(cleanText(outputs.join(''))), mostChars);
  if (words === '') return { status: 'failed', failure: 'bad_output' };
  const verdict = judge(words, await deps.rules.findTerm());
  if (verdict !== undefined) {
    deps.log.info({ generationId, verdict }, 'a description is not repeated');
    return { status: 'failed', failure: 'refused', isNoStrike: true };
  }
  return { status: 'succeeded', description: await sealWords(deps, owner, words) };
}
