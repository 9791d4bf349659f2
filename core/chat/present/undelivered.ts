import type { GenerationView } from '../../generations/view.ts';
import { walletOf } from '../../teams/words.ts';
import { credits } from '../../words.ts';
import { text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import type { By } from '../card/text.ts';
import { askerNote } from './asker-note.ts';
import { missingLine } from './generation.ts';
import { titleOf } from './title.ts';

type Kept = Pick<GenerationView, 'prompt' | 'assets' | 'description' | 'stored' | 'unitPrice' | 'teamName'> &
  Parameters<typeof missingLine>[0];

/** Whether there is something of it that is kept. */
export const isKept = ({ assets, description }: Pick<Kept, 'assets' | 'description'>) =>
  assets.length > 0 || description !== null;

/** For the person alone, or in place of the status, which says who asked: the chat does not accept the pictures, or the words. */
export const undeliveredCard = (view: Kept, by?: By): Card => ({
  tone: 'notice',
  title: titles(view),
  blocks: [
    text(titleOf(view.prompt), ...(view.stored < view.count ? [missingLine(view, view.count - view.stored)] : []), [
      `${view.assets.length > 1 ? 'They cannot' : 'It cannot'} be posted here. It cost ${costWords(view)}. See `,
      { command: 'history' },
      ' in another channel or in our direct messages.',
    ]),
    ...askerNote(by),
  ],
});

function costWords({ stored, unitPrice, teamName }: Kept): string {
  const cost = stored * unitPrice;
  if (cost === 0) return 'nothing';
  return teamName === null ? credits(cost) : `${credits(cost)} of ${walletOf(teamName)}`;
}

function titles({ assets, description }: Pick<Kept, 'assets' | 'description'>): string {
  if (description !== null) return 'Your description is ready, and kept';
  return assets.length === 1 ? 'Your picture is ready, and kept' : 'Your pictures are ready, and kept';
}
