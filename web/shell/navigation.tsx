import { NavLink } from 'react-router';
import { useEscape } from '../client/use-escape.ts';
import type { IconName } from './icons.ts';
import classes from './navigation.module.css';
import { PixelIcon } from './pixel-icon.tsx';

export const navigationId = 'navigation';

const places: ReadonlyArray<{ to: string; label: string; icon: IconName }> = [
  { to: '/', label: 'Home', icon: 'home' },
  { to: '/make', label: 'Make', icon: 'make' },
  { to: '/gallery', label: 'Gallery', icon: 'gallery' },
  { to: '/projects', label: 'Projects', icon: 'projects' },
  { to: '/shared', label: 'Shared', icon: 'shared' },
  { to: '/credits', label: 'Credits', icon: 'credits' },
  { to: '/billing', label: 'Billing', icon: 'billing' },
  { to: '/connections', label: 'Connections', icon: 'connections' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
];

/** Always visible on a wide screen, as a rail on a tablet; on a phone, behind the burger. */
export function Navigation({ isOpen, onEscape }: { isOpen: boolean; onEscape: () => void }) {
  useEscape(isOpen, onEscape);
  return (
    <nav id={navigationId} aria-label="Main" className={classes.navigation} data-open={isOpen || undefined}>
      <ul>
        {places.map(({ to, label, icon }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'}>
              <PixelIcon name={icon} />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
