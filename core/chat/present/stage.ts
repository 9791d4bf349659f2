import { doingWord } from '../../contract/doing-words.ts';
import type { ToolName } from '../../models/tools.ts';

/** How far an open request is. */
export type Stage =
  | { at: 'queued'; ahead: number }
  | { at: 'starting' }
  /** The provider takes it not yet. */
  | { at: 'not_taken' }
  /** `done`: images of it that are stored. Progress (0..1) if the model reports it, otherwise the usual time left. */
  | { at: 'running'; done?: number; progress?: number; secondsLeft?: number | undefined }
  /** Pixel art is not as asked, and is drawn once more. */
  | { at: 'second_try' }
  /** Made, and not to be had from the provider so far. */
  | { at: 'held_up' }
  | { at: 'canceling' };

/** The same in a line. */
export function stageLine(stage: Stage, { tool, count }: { tool: ToolName | null; count: number }): string {
  switch (stage.at) {
    case 'queued':
      return stage.ahead === 0 ? '⏳ Next in line' : `⏳ In line, ${stage.ahead} ahead of you`;
    case 'starting':
      return '🎨 Starting…';
    case 'not_taken':
      return '⏳ The model takes nothing right now. I try again by myself, for 5 minutes at most; what is not made costs nothing.';
    case 'running':
      return `${tool === 'describe' ? '👀' : '🎨'} ${[workingWords(stage, tool), ...doneWords(stage, count)].join(' · ')}`;
    case 'second_try':
      return '🎨 One was not as asked; I draw it once more, at our cost.';
    case 'held_up':
      return '📦 Made, but not to be fetched yet. I try again, for 50 minutes at most; what does not come by then costs nothing.';
    case 'canceling':
      return '🛑 Canceling…';
  }
}

function workingWords({ progress, secondsLeft }: Extract<Stage, { at: 'running' }>, tool: ToolName | null): string {
  const doing = doingWord(tool);
  if (progress !== undefined) return `${doing}… ${Math.round(progress * 100)} %`;
  return secondsLeft === undefined ? `${doing}…` : `${doing}, about ${secondsLeft} s left`;
}

const doneWords = ({ done = 0 }: Extract<Stage, { at: 'running' }>, count: number): string[] =>
  done === 0 ? [] : [`${done} of ${count} ${done === 1 ? 'is' : 'are'} done`];
