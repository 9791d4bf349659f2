import { randomUUID } from 'node:crypto';
import { failureCard, mistakeCard } from '#core/chat/present/failure.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { type Args, whereToAnswer } from './where-to-answer.ts';

/**
 * Does what was asked. What fails before dispatch, which answers by itself, is told as any other failure is: whoever asks Slack for something never reads
 * nothing. A form that could not even be acknowledged stays open, and Slack says that it had trouble. Never throws.
 */
export async function answerMistakes(deps: Deps, args: Args): Promise<void> {
  try {
    await args.next();
  } catch (err) {
    const reference = randomUUID().slice(0, 8);
    const isRefusal = err instanceof Failure;
    if (!isRefusal) deps.log.error({ reference, err }, 'slack request failed');
    deps.metrics.count('answers', { platform: 'slack', outcome: isRefusal ? 'refused' : 'failed' });
    const creditsUrl = `${deps.config.publicUrl}/credits`;
    const card = isRefusal ? failureCard(err, { creditsUrl, asker: undefined }) : mistakeCard(reference);
    try {
      await acknowledge(args);
      const target = await whereToAnswer(deps, args);
      if (target) await deps.slack.replyEphemeral(target, card);
    } catch (error) {
      deps.log.error({ reference, err: error }, 'the answer could not be shown');
    }
  }
}

/** If it has not been yet, which only Bolt knows. */
async function acknowledge(args: Args): Promise<void> {
  if ('view' in args || !('ack' in args) || !args.ack) return;
  const ack = args.ack as (answer?: object) => Promise<void>;
  await ack('options' in args ? { options: [] } : undefined).catch(() => undefined);
}
