import { Failure } from '#core/failure.ts';
import { isRecorded } from '#core/generations/is-recorded.ts';
import { usedAlready } from '#core/generations/refusals.ts';
import { beginGeneration } from '../begin-generation.ts';
import { offerCard, offerOf } from '../written/offer.ts';
import { optionsIn } from '../written/options-in.ts';
import { defineIntent } from './define-intent.ts';

/**
 * What somebody agreed to by the press, once: its status and its result take the place of the offer. If it costs today something else than that said, or says
 * something else, it is offered anew, in the same place.
 */
export const makeWritten = defineIntent({
  name: 'make-written',
  answer: 'in-place',
  async run(context, { message, credits, mark }) {
    const { deps, ask } = context;
    const key = `${ask.target.platform}:written:${message}`;
    if (await isRecorded(deps, key)) throw usedAlready();
    const written = await ask.written?.(message);
    if (!written) throw wordsAreGone();
    const offered = await offerOf(context, optionsIn(written));
    if (String(offered.price) !== credits || written.mark !== mark) return offerCard(context, written, offered);
    await beginGeneration({ ...context, isAgreed: true, ask: { ...ask, key } }, offered.wanted);
    return undefined;
  },
});

const wordsAreGone = () =>
  new Failure('bad_reference', {
    title: 'I do not find what you wrote',
    happened: 'The message that this offer is about is gone. Nothing was made and nothing was taken.',
    next: 'Write it to me once more.',
  });
