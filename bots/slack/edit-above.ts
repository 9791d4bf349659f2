import type { Button } from '@slack/web-api';
import { findPictureAbove } from '#core/assets/find-picture-above.ts';
import { editors } from '#core/models/catalogue.ts';
import { credits } from '#core/words.ts';
import { fromAnotherVersion } from '../another-version.ts';
import { beginTool } from '../begin-tool.ts';
import type { Context } from '../dispatch.ts';
import { mostWords } from '../edit-fields.ts';
import { offerButton, type Wish } from './offer-button.ts';

const [editor] = editors;

/**
 * In the thread under a picture, words may be about that picture: the button that edits it by them, beside the one for a new image. Undefined if there is no such
 * picture, if the words are more than words, or if they cannot pay it.
 */
export async function editAbove({ deps, who }: Context, wish: Wish): Promise<Button | undefined> {
  const { written, files = [], target } = wish;
  const isWordsAlone = files.length === 0 && !/(?:^|\s)--\w/.test(written);
  if (!isWordsAlone || written.length > mostWords || who.balance < editor.priceCredits) return undefined;
  const edits = await findPictureAbove(deps, target);
  return edits === undefined ? undefined : offerButton(wish, { price: editor.priceCredits, edits });
}

export const editWords = `Or is it about the picture above? I edit that by these words for ${credits(editor.priceCredits)}.`;

/** What somebody agreed to by the press. @throws Failure unknown_button, and what beginTool throws */
export async function makeEdit(
  context: Context,
  { edits: assetId, price, written: instruction }: { edits: string; price: number; written: string },
): Promise<void> {
  if (price !== editor.priceCredits) throw fromAnotherVersion('button');
  await beginTool({ ...context, isAgreed: true }, { tool: 'edit', assetId, instruction, editor });
}
