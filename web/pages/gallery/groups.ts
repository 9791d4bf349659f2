import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import type { Grouping } from './view.ts';

export interface Group {
  /** The index of its first image in the list. */
  start: number;
  title: string;
  /** When its request was made. */
  at?: string;
}

type Grouped = Pick<AssetSummary, 'generationId' | 'prompt' | 'createdAt'>;

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** Images that follow each other and belong together: of one request, or of one day by this browser's clock. */
export function groupsOf(assets: readonly Grouped[], by: Grouping, now: Date): Group[] {
  if (by === 'none') return [];
  const isSame = by === 'request' ? isOneRequest : isOneDay;
  return assets.flatMap((asset, start): Group[] => {
    const before = assets[start - 1];
    if (before && isSame(before, asset)) return [];
    if (by === 'day') return [{ start, title: dayWords(new Date(asset.createdAt), now) }];
    return [
      asset.generationId === null
        ? { start, title: 'Made by no request' }
        : { start, title: asset.prompt, at: asset.createdAt },
    ];
  });
}

const isOneRequest = (one: Grouped, other: Grouped) => one.generationId === other.generationId;
const isOneDay = (one: Grouped, other: Grouped) =>
  new Date(one.createdAt).toDateString() === new Date(other.createdAt).toDateString();

function dayWords(date: Date, now: Date): string {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return 'Today';
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : day.format(date);
}

/** Only then do images that belong together follow each other. */
export const isByTime = (sort = 'newest') => sort === 'newest' || sort === 'oldest';
