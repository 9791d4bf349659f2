import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';

type Body = Sent<'useTool'>['body'];
/** What is wanted of an image; the key of the request is added here. */
export type ToolPress = Body extends infer Each ? (Each extends unknown ? Omit<Each, 'requestKey'> : never) : never;

/** What can be made of an image, and what that costs now. */
export const useTools = (assetId: string) =>
  useQuery({
    queryKey: [...keys.making, 'tools', assetId],
    queryFn: ({ signal }) => call('getTools', { params: { id: assetId }, signal }),
  });

/** A second press of a double click, which comes after a quick answer. */
const doubleMs = 1_000;

/**
 * Makes something of an image. While nobody knows what became of a press, another one is the same request: what was made already is not made twice.
 */
export function useToolPress(assetId: string, onBegun: (generationId: string) => void) {
  const client = useQueryClient();
  const open = useRef<{ wish: string; requestKey: string }>(undefined);
  const last = useRef<{ wish: string; at: number }>(undefined);
  const pressing = useMutation({
    mutationFn: async (press: ToolPress) => {
      const wish = JSON.stringify([assetId, press]);
      const requestKey = open.current?.wish === wish ? open.current.requestKey : crypto.randomUUID();
      open.current = { wish, requestKey };
      const begun = await call('useTool', { params: { id: assetId }, body: { ...press, requestKey } as Body });
      last.current = { wish, at: Date.now() };
      return begun;
    },
    onSuccess: ({ id }) => {
      open.current = undefined;
      onBegun(id);
    },
    onError: (error) => {
      const { status } = problemOf(error);
      if (status >= 400 && status < 500) open.current = undefined;
    },
    onSettled: () =>
      Promise.all([keys.generations, keys.home, keys.making].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return {
    ...pressing,
    press(press: ToolPress) {
      const wish = JSON.stringify([assetId, press]);
      const isDouble = last.current?.wish === wish && Date.now() - last.current.at < doubleMs;
      if (!pressing.isPending && !isDouble) pressing.mutate(press);
    },
  };
}
