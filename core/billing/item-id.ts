import { type Item, items } from './plans.ts';

/** Identifies an item in a URL, whether pack or plan: `pack-500`, `plan-pro`. */
export const itemId = ({ kind, key }: Pick<Item, 'kind' | 'key'>) => `${kind}-${key}`;

export const findItemById = (id: string): Item | undefined => items.find((item) => itemId(item) === id);
