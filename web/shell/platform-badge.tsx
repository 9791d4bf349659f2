import type { Place } from '#core/contract/pages/shapes.ts';
import { platforms } from '#core/contract/platforms.ts';
import classes from './platform-badge.module.css';

/** "Discord" or "Slack", with the server or workspace if it is known. */
export function PlatformBadge({ platform, place }: { platform: Place['platform']; place?: string | null | undefined }) {
  return (
    <span className={classes.badge} data-platform={platform}>
      <span className={classes.name}>{platforms[platform].label}</span>
      {place && <span className={classes.place}>{place}</span>}
    </span>
  );
}
