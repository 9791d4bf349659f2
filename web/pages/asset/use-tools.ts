import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answered, Sent } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { useOnce } from '../../client/use-once.ts';

type Body = Sent<'useTool'>['body'];
/** What is wanted of an image; the key of the request is added here. */
export type ToolPress = Body extends infer Each ? (Each extends unknown ? Omit<Each, 'requestKey'> : never) : never;

/** What can be made of an image, and what that costs now. */
export const useTools = (assetId: string) =>
  useQuery({
    queryKey: [...keys.making, 'tools', assetId],
    queryFn: ({ signal }) => call('getTools', { params: { id: assetId }, signal }),
  });

/** How the last press of each tool goes. */
type Presses = Partial<Record<ToolPress['tool'], { isPending: true } | { error: unknown }>>;

/** Makes something of an image. A press never waits for that of another tool: each begins something, or its error is kept to be shown. */
export function useToolPress(assetId: string, onBegun: (generationId: string) => void) {
  const client = useQueryClient();
  const once = useOnce<Answered<'useTool'>>();
  const [presses, setPresses] = useState<Presses>({});
  const note = (tool: ToolPress['tool'], now: Presses[ToolPress['tool']]) =>
    setPresses(({ [tool]: _, ...others }) => (now ? { ...others, [tool]: now } : others));
  return {
    isPending: (tool: ToolPress['tool']) => 'isPending' in (presses[tool] ?? {}),
    errorOf(tool: ToolPress['tool']): unknown {
      const press = presses[tool];
      return press && 'error' in press ? press.error : undefined;
    },
    /** Whether it began. */
    async press(press: ToolPress): Promise<boolean> {
      note(press.tool, { isPending: true });
      try {
        const { id } = await once(JSON.stringify(press), (requestKey) =>
          call('useTool', { params: { id: assetId }, body: { ...press, requestKey } as Body }),
        );
        onBegun(id);
        note(press.tool, undefined);
        return true;
      } catch (error) {
        note(press.tool, { error });
        return false;
      } finally {
        for (const queryKey of [keys.generations, keys.home, keys.making]) void client.invalidateQueries({ queryKey });
      }
    },
  };
}
