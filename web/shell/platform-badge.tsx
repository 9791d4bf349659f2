import type { Place } from '#core/contract/shapes.ts';

export const platformNames = { discord: 'Discord', slack: 'Slack' } as const satisfies Record<
  Place['platform'],
  string
>;

/** "Discord" or "Slack", with the server or workspace where it is known. */
export function PlatformBadge({ platform, place }: { platform: Place['platform']; place?: string | null | undefined }) {
  return (
    <span className="platform" data-platform={platform}>
      <span className="platform-name">{platformNames[platform]}</span>
      {place && <span className="platform-place">{place}</span>}
    </span>
  );
}
