import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Model } from '#core/contract/pages/model-shapes.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import { call } from '../../client/call.ts';
import { type Draft, draftLike, startingBy, startingFrom } from './draft.ts';

interface Brought {
  /** Undefined while they are being loaded. */
  models: readonly Model[] | undefined;
  usual: string | undefined;
  change: (change: (before: Draft) => Draft) => void;
}

type Bring = { like: string } | { from: string; by: string | null } | { request: string };

/**
 * What another page brings: `?from=` a picture to start from, with `&by=` a model of its own; `?like=` a picture and `?request=` a request whose values are taken. The address forgets it, so
 * that a reload does not do it again. `useRequest` takes the values of a request of the page itself.
 */
export function useBrought({ models, usual, change }: Brought) {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const [like, request, from, by] = [query.get('like'), query.get('request'), query.get('from'), query.get('by')];
  const isReady = models !== undefined && usual !== undefined;

  const bringing = useMutation({
    mutationFn: async (bring: Bring): Promise<(before: Draft) => Draft> => {
      if ('request' in bring)
        return always(draftLike(await call('getRequestRecipe', { params: { id: bring.request } })));
      if ('like' in bring) return always(draftLike(await call('getRecipe', { params: { id: bring.like } })));
      const { prompt } = await call('getAsset', { params: { id: bring.from } });
      const reference = { from: 'asset' as const, id: bring.from };
      const added = { reference, url: plainPaths.file(bring.from, 'thumbnail') };
      return (before) => {
        const words = before.prompt === '' ? { ...before, prompt: typedWords(prompt) ?? '' } : before;
        const isKnown = bring.by !== null && models?.some(({ name }) => name === bring.by);
        if (bring.by !== null && isKnown) return startingBy(words, added, bring.by, usual ?? '');
        return startingFrom(words, added, models ?? [], usual ?? '');
      };
    },
    onSuccess: (values) => {
      change(values);
      document.getElementById(promptId)?.focus();
      document.getElementById(promptId)?.scrollIntoView({ block: 'nearest' });
    },
  });
  const { mutate } = bringing;

  useEffect(() => {
    if (!isReady || (like ?? request ?? from) === null) return;
    mutate(like !== null ? { like } : request !== null ? { request } : { from: from ?? '', by });
    void navigate('/make', { replace: true });
  }, [isReady, like, request, from, by, mutate, navigate]);

  return {
    error: bringing.error,
    retry: () => bringing.variables && mutate(bringing.variables),
    useRequest: (id: string) => mutate({ request: id }),
  };
}

/** The field that is written in first. */
export const promptId = 'prompt';

const always = (draft: Draft) => () => draft;
