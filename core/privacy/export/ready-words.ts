import { counted } from '../../words.ts';
import type { AskedExport } from './request-export.ts';

const minuteMs = 60_000;

/** "It is ready, made 12 minutes ago.", or how long it takes. */
export function readyWords({ state, readyAt }: Pick<AskedExport, 'state' | 'readyAt'>, takes: string): string {
  if (state !== 'ready' || !readyAt) return `It is being made, which takes ${takes}.`;
  const minutes = Math.floor((Date.now() - readyAt.getTime()) / minuteMs);
  return `It is ready, made ${minutes < 1 ? 'a moment' : counted(minutes, 'minute')} ago.`;
}
