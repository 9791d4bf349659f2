import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';

export interface AddressSecret {
  /** Empty where the address brought none. */
  secret: string;
  /** It has done its work. */
  forget(): void;
}

/**
 * A secret that the link of a mail brings, behind `#` or as `?token=`: out of the address bar at once, where shoulders, screen
 * shares and the browser's history would see it, and kept in this tab, so that a reload does not lose it.
 */
export function useAddressSecret(name: string, from: 'hash' | 'query'): AddressSecret {
  const { hash, search, pathname } = useLocation();
  const navigate = useNavigate();
  const key = `upixel.${name}`;
  const brought = from === 'hash' ? hash.slice(1) : (new URLSearchParams(search).get('token') ?? '');
  useEffect(() => {
    if (brought === '') return;
    sessionStorage.setItem(key, brought);
    void navigate(pathname, { replace: true });
  }, [brought, key, navigate, pathname]);
  return { secret: brought || (sessionStorage.getItem(key) ?? ''), forget: () => sessionStorage.removeItem(key) };
}
