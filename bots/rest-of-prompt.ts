import { cut } from '#core/chat/cut.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';

/**
 * What a form was opened with may be longer than its chat takes, and then ends with an ellipsis. As long as that stands there, it stands for the rest.
 */
export function withRest(written: string, whole: string, platform: Platform): string {
  const shown = cut(whole, platforms[platform].inputChars);
  if (shown === whole || !written.endsWith('…')) return written;
  return `${written.slice(0, -1)}${whole.slice(shown.length - 1)}`;
}
