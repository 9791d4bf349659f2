import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

export interface AddressSecret {
  /** Empty where the address brought none. */
  secret: string;
  /** It has done its work: gone once the page is. */
  forget(): void;
}

/**
 * A secret that the link of a mail brings, behind `#`: out of the address bar at once, where shoulders, screen
 * shares and the browser's history would see it, and kept in this tab, so that a reload does not lose it.
 */
export function useAddressSecret(name: string): AddressSecret {
  const { hash, search, pathname } = useLocation();
  const navigate = useNavigate();
  const key = `upixel.${name}`;
  const brought = hash.slice(1);
  const [secret, setSecret] = useState(() => brought || (sessionStorage.getItem(key) ?? ''));
  useEffect(() => {
    if (brought === '') return;
    sessionStorage.setItem(key, brought);
    setSecret(brought);
    void navigate(pathname + search, { replace: true });
  }, [brought, key, navigate, pathname, search]);
  return { secret, forget: () => sessionStorage.removeItem(key) };
}
