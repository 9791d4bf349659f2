import { useMutation } from '@tanstack/react-query';
import { call } from '../../client/call.ts';

/** Goes to Stripe's page, and stays busy until the browser has left. */
export function usePortal() {
  return useMutation({
    mutationFn: async () => {
      const { url } = await call('openPortal');
      location.assign(url);
      await new Promise(() => {});
    },
  });
}
export type Portal = ReturnType<typeof usePortal>;
