import { useMutation } from '@tanstack/react-query';
import { signOut } from '../client/auth.ts';
import { tellOtherTabs } from '../client/other-tabs.ts';
import { noteOwnEnd } from '../client/own-end.ts';

/** Signs out and loads one of our pages anew, so that no data of the account stays in memory. */
export const useSignOut = () =>
  useMutation({
    mutationFn: async (next: string) => {
      await signOut();
      noteOwnEnd();
      tellOtherTabs({ who: null, isEnd: true });
      location.assign(next);
      // Stay pending while the browser leaves.
      await new Promise(() => {});
    },
  });
