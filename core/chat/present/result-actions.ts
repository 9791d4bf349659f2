import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { priceOf } from '../../models/plan.ts';
import { priceWords } from '../../words.ts';
import { actions, type Block } from '../card/blocks.ts';
import { type Button, button, type Link, link, more } from '../card/controls.ts';
import type { Inline } from '../card/text.ts';

type Shown = Pick<GenerationView, 'id' | 'model' | 'count' | 'assets' | 'accountId'>;

/** The same request once more, with its price today. Nothing for a model that is gone. */
export function again({ id, model: modelId, count }: Pick<Shown, 'id' | 'model' | 'count'>): Button[] {
  const model = findModel(modelId);
  const does = { name: 'again', args: { generationId: id } } as const;
  return model ? [button(`Again · ${priceWords(priceOf(model, count))}`, does, 'primary')] : [];
}

export const remix = ({ id }: Pick<Shown, 'id'>): Button =>
  button('Remix…', { name: 'remix', args: { generationId: id } });

/**
 * The page of a result, which its owner sees: a guest has none. In the row of actions if there is room, else in the small print.
 */
export function openLink(
  { assets: [first, ...others], accountId }: Pick<Shown, 'assets' | 'accountId'>,
  publicUrl: string | undefined,
): { in: 'row'; link: Link } | { in: 'words'; link: Extract<Inline, { link: string }> } | undefined {
  if (!first || accountId === null || publicUrl === undefined) return undefined;
  const url = `${publicUrl}/gallery/${first.id}`;
  return others.length > 0 ? { in: 'row', link: link('Open', url) } : { in: 'words', link: { link: 'Open', url } };
}

/** What one can do with a result. The rarer things, and what cannot be undone, are in a menu. */
export function resultActions(view: Shown, open: Link | undefined): Block[] {
  const ofAll = { generationId: view.id };
  const [first, ...others] = view.assets;
  if (!first) return [];
  const save = { label: 'Save to project', does: { name: 'save', args: ofAll } } as const;
  const download = { name: 'download', args: ofAll } as const;
  const remove = { label: 'Delete', does: { name: 'delete', args: ofAll } } as const;
  if (others.length === 0)
    return [
      actions(
        ...again(view),
        remix(view),
        ...more(
          { label: 'Use as reference', does: { name: 'use-reference', args: { assetId: first.id } } },
          save,
          { label: 'Download original', does: download },
          remove,
        ),
      ),
    ];
  return [
    actions(
      ...again(view),
      remix(view),
      button(save.label, save.does),
      ...(open ? [open] : []),
      ...more(
        { label: 'Use one as reference', does: { name: 'pick', args: { ...ofAll, what: 'use-reference' } } },
        { label: 'Download originals', does: download },
        remove,
      ),
    ),
  ];
}
