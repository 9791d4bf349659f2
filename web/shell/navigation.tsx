import { NavLink } from 'react-router';
import type { IconName } from './icons.ts';
import classes from './navigation.module.css';
import { PixelIcon } from './pixel-icon.tsx';

export const navigationId = 'navigation';

const places: ReadonlyArray<{ to: string; label: string; icon: IconName }> = [
  { to: '/', label: 'Home', icon: 'home' },
  { to: '/make', label: 'Make', icon: 'make' },
  { to: '/gallery', label: 'Gallery', icon: 'gallery' },
  { to: '/projects', label: 'Projects', icon: 'projects' },
  { to: '/credits', label: 'Credits', icon: 'credits' },
  { to: '/billing', label: 'Billing', icon: 'billing' },
  { to: '/connections', label: 'Connections', icon: 'connections' },
  { to: '/settings', label: 'Settings', icon: 'settings' },
];

/** Always visible on a wide screen; on a narrow one, behind the burger. */
export function Navigation({ isOpen, onEscape }: { isOpen: boolean; onEscape: () => void }) {
  return (
    <nav
      id={navigationId}
      aria-label="Main"
      className={classes.navigation}
      data-open={isOpen || undefined}
      onKeyDown={(event) => event.key === 'Escape' && onEscape()}
    >
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
