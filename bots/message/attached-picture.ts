import { wordsOfNone } from '#core/contract/typed-words.ts';
import { Failure } from '#core/failure.ts';
import { checkReference } from '#core/generations/reference.ts';
import type { ModelEntry } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
import type { ToolName } from '#core/models/tools.ts';
import { beginGeneration } from '../begin-generation.ts';
import type { Context } from '../dispatch.ts';
import type { ImageReference } from '../fields.ts';

/** Where the chat keeps a picture of a message that somebody pointed at. @throws Failure bad_reference */
export async function attachedPicture({ ask }: Context, id: string): Promise<ImageReference> {
  const picture = await ask.picture?.(id);
  if (!picture) throw outOfReach();
  checkReference(picture);
  return picture;
}

/** Begins what a tool makes of a picture that is in no gallery. @throws Failure, as beginGeneration does */
export async function beginOnAttached(
  context: Context,
  on: { tool: ToolName; model: ModelEntry; picture: string; words?: string; secondReferenceUrl?: string | undefined },
): Promise<void> {
  const { tool, model, picture, words = wordsOfNone.ofMessage, secondReferenceUrl } = on;
  const { url } = await attachedPicture(context, picture);
  await beginGeneration(context, {
    ...{ model, count: 1, prompt: words, size: sameSize, referenceUrl: url, secondReferenceUrl },
    madeFrom: { assetId: null, tool, takesPicture: true, originModel: null },
    pressKey: `${tool}:${picture}`,
  });
}

const outOfReach = () =>
  new Failure('bad_reference', {
    title: 'I do not reach that picture any more',
    happened: 'The message with it is gone, or was changed. Nothing was made and nothing was taken.',
    next: 'Open the menu of a message with a picture, and choose again.',
  });
