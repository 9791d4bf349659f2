import { useQuery } from '@tanstack/react-query';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { loadInPlace } from '../client/load-script.ts';
import { keys } from '../client/queries.ts';
import { requestFile } from '../client/request-file.ts';

/** What is in an image's file; read once for all that ask. */
export const useFound = ({ id, sha256, imageUrl }: Pick<Asset, 'id' | 'sha256' | 'imageUrl'>, isAsked: boolean) =>
  useQuery({
    queryKey: [...keys.pixels, id, sha256],
    queryFn: async () => {
      const [{ lookInto }, { blob }] = await Promise.all([
        loadInPlace(() => import('./look-into.ts')),
        requestFile(imageUrl),
      ]);
      return lookInto(blob);
    },
    enabled: isAsked,
    // The same bytes have the same pixels.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
