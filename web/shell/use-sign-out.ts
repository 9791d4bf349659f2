import { useMutation } from '@tanstack/react-query';
import { signOut } from '../client/auth.ts';

/** Signs out and goes to a page of ours by loading it, so that nothing of the account stays in this one's memory. */
export const useSignOut = () =>
  useMutation({
    mutationFn: async (next: string) => {
      await signOut();
      location.assign(next);
      // Still pending while the browser leaves.
      await new Promise(() => {});
    },
  });
