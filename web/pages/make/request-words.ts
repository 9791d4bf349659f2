import { doingWord } from '#core/contract/doing-words.ts';
import { quoted } from '#core/contract/isolated.ts';
import type { Generation } from '#core/contract/pages/made.ts';
import { creditsText } from '../../shell/credits.tsx';

/** How far a request is. */
export function stageOf({ status, canceling, checking, progress, ahead, images, count, tool }: Generation): string {
  if (canceling) return 'Canceling…';
  if (status === 'queued') return ahead === 0 ? 'Next in line' : `In line, ${ahead} ahead of you`;
  if (checking) return 'Made; our check looks at it before it is shown';
  const doing = doingWord(tool);
  const made = images.length > 0 ? `, ${images.length} of ${count} made` : '';
  return progress === null ? `${doing}…${made}` : `${doing}, ${Math.round(progress * 100)} %${made}`;
}

/** "2 of 4 made, 2 credits back" */
export function outcomeOf({ count, shortfall, status, paidBy }: Generation): string {
  const { stored = 0, creditsBack = 0 } = shortfall ?? {};
  const back =
    creditsBack === 0 ? 'it cost nothing' : `${creditsText(creditsBack)} back${paidBy === null ? '' : ` in ${paidBy}`}`;
  if (stored > 0) return `${stored} of ${count} made, ${back}`;
  return status === 'canceled' ? `Canceled, ${back}` : `Nothing was made, ${back}`;
}

/** What came of a request, as a sentence for whoever does not see its pictures. */
export function endOf(request: Generation): string {
  const { prompt, images, shortfall, description } = request;
  if (shortfall) return `${quoted(prompt)}: ${outcomeOf(request)}.`;
  if (description !== null) return `${quoted(prompt)} is described.`;
  return `${quoted(prompt)} is made: ${images.length === 1 ? '1 image' : `${images.length} images`}.`;
}
