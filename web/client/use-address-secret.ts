import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

export interface AddressSecret {
  /** Empty if the address had none. */
  secret: string;
  /** Drops a used secret; this page keeps it until it is left. */
  forget(): void;
}

/**
 * A secret after `#` in a mail's link. It is removed from the address bar at once, where shoulders, screen shares and
 * the browser's history would see it, and kept in this tab, so that a reload does not lose it.
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
