import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { call } from '../../client/call.ts';
import { type BoxedLink, forgetLink, keepBrowserKey, readLink, takeLinkFromAddress } from '../../client/link-box.ts';
import { problemOf } from '../../client/problem.ts';
import { useSession } from '../../client/queries.ts';

/** This browser's link: from the address, or kept from before signing in. */
export function useLink(): { link: BoxedLink | undefined; forget: () => void } {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [link, setLink] = useState(() => {
    takeLinkFromAddress();
    return readLink();
  });
  useEffect(() => {
    if (hash === '') return;
    // A second link was opened in this tab, and the router still has the old address.
    takeLinkFromAddress();
    setLink(readLink());
    void navigate('/link', { replace: true });
  }, [hash, navigate]);
  return {
    link,
    forget: () => {
      forgetLink();
      setLink(undefined);
    },
  };
}

/** After one of these, trying again cannot help. */
const ended = ['bad_link', 'used_link', 'expired_link', 'other_browser', 'invalid_request'];
export const isEnded = (error: unknown) => error !== null && ended.includes(problemOf(error).type);

/** What the link is about to do. Fetched again when somebody signs in, because then the account is known. */
export function useOpenedLink(link: BoxedLink | undefined) {
  const session = useSession();
  return useQuery({
    queryKey: ['link', link?.token, session.data?.user?.id ?? null],
    enabled: link !== undefined && session.data !== undefined,
    queryFn: () => open(link?.token ?? ''),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

async function open(token: string) {
  // Read again: another tab may have been faster.
  const kept = readLink();
  const browserKey = kept?.token === token ? kept.browserKey : undefined;
  try {
    const opened = await call('openLink', { body: { token, ...(browserKey ? { browserKey } : {}) } });
    keepBrowserKey(token, opened.browserKey);
    return opened;
  } catch (error) {
    if (isEnded(error)) forgetLink();
    throw error;
  }
}
