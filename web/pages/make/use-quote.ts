import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { type Draft, faultsOf, wishOf } from './draft.ts';

/** Long enough that a price is not asked for with every letter. */
const pauseMs = 250;
/** Words change no price, only whether they are too long; and between two grounds stands a sign. */
const priceOnly = (draft: Draft) => ({
  ...wishOf(draft),
  prompt: draft.prompt
    .trim()
    .slice(0, 4000)
    .replaceAll(/[^|\s]/g, 'x'),
});

/** The price of what is written, and what would be refused of it; while it is being asked for, that of before. */
export function useQuote(draft: Draft) {
  const isFaulty = Object.keys(faultsOf(draft)).length > 0;
  const now = JSON.stringify(isFaulty ? null : priceOnly(draft));
  const [asked] = useDebouncedValue(now, pauseMs);
  const quote = useQuery({
    queryKey: [...keys.making, 'quote', asked],
    queryFn: ({ signal }) => call('quoteImages', { body: JSON.parse(asked), signal }),
    enabled: asked !== 'null',
    placeholderData: keepPreviousData,
  });
  return {
    quote: quote.data,
    error: quote.error,
    isCurrent: asked === now && !quote.isPlaceholderData,
    /** Credits may have come meanwhile. */
    askAgain: () => void quote.refetch(),
  };
}
