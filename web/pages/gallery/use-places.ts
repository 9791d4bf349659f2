import { useQuery } from '@tanstack/react-query';
import type { AssetPlace } from '#core/contract/pages/assets.ts';
import { type Platform, platformIds, platforms } from '#core/contract/platforms.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import type { Filter } from './use-filter.ts';

/** Where in chats this person's images were asked for, and which models drew them. */
export const usePlaces = () =>
  useQuery({ queryKey: keys.places, queryFn: ({ signal }) => call('listAssetPlaces', { signal }) });

/** A value of the filter `place` in words. */
export function placeWords(value: string, places: readonly AssetPlace[]): string {
  if (value === 'web') return 'this site';
  if (value === 'direct') return 'a direct message';
  return places.find(({ id }) => id === value)?.name ?? 'a place that is gone';
}

/** Chats and places are one choice: the value of its option, and back. */
export const placeChoice = ({ place, platform }: Filter): string =>
  place ? `place:${place}` : platform ? `platform:${platform}` : '';
export function placeFilter(choice: string): Pick<Filter, 'place' | 'platform'> {
  const [kind, value = ''] = choice.split(/:(.*)/s);
  return { place: kind === 'place' ? value : '', platform: kind === 'platform' ? value : '' };
}

/** The options: each chat, and the servers or workspaces in it. */
export function placeOptions(places: readonly AssetPlace[]) {
  const named = (platform: Platform) =>
    places.flatMap(({ id, name, platform: at, images }) =>
      id !== null && at === platform
        ? [{ value: `place:${id}`, label: `${name ?? 'Without a name'} (${images})` }]
        : [],
    );
  const isAnywhereDirect = places.some(({ id }) => id === null);
  return [
    { value: '', label: 'Anywhere' },
    ...platformIds.map((platform) => ({
      group: platforms[platform].label,
      items: [{ value: `platform:${platform}`, label: `All of ${platforms[platform].label}` }, ...named(platform)],
    })),
    ...(isAnywhereDirect ? [{ value: 'place:direct', label: 'Direct messages' }] : []),
    { value: 'place:web', label: 'This site' },
  ];
}
