import type { Share } from '#core/contract/pages/shares.ts';

const dayMs = 24 * 60 * 60_000;

/** When a link ends by itself. */
export const ends = [
  { value: 'never', label: 'When I end it', days: null },
  { value: 'day', label: 'In a day', days: 1 },
  { value: 'week', label: 'In a week', days: 7 },
  { value: 'month', label: 'In 30 days', days: 30 },
] as const;
/** `kept`: as it was. */
export type End = (typeof ends)[number]['value'] | 'kept';

export interface Choices {
  showsPrompt: boolean;
  showsName: boolean;
  isListed: boolean;
  end: End;
}

/** The least: the image alone, for whoever has the link. */
export const leastShown: Choices = { showsPrompt: false, showsName: false, isListed: false, end: 'never' };

export const choicesOf = ({ showsPrompt, showsName, isListed, expiresAt }: Share): Choices => ({
  ...{ showsPrompt, showsName, isListed },
  end: expiresAt === null ? 'never' : 'kept',
});

/** As the API takes them. */
export function sentChoices({ end, ...shown }: Choices) {
  if (end === 'kept') return shown;
  const days = ends.find(({ value }) => value === end)?.days ?? null;
  return { ...shown, expiresAt: days === null ? null : new Date(Date.now() + days * dayMs).toISOString() };
}
