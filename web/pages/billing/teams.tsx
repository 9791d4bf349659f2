import { Link } from 'react-router';
import type { TeamInList } from '#core/contract/billing.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';

/** The way to the wallets that one manages for others. */
export function Teams({ teams }: { teams: TeamInList[] }) {
  return (
    <section aria-labelledby="teams" className="billing-part">
      <h2 id="teams">Team wallets</h2>
      <ul className="payments">
        {teams.map(({ id, name, platform }) => (
          <li key={id} className="payment">
            <Link to={`/team/${id}`}>
              <strong>{name || 'Your team'}</strong>
            </Link>
            <PlatformBadge platform={platform} />
          </li>
        ))}
      </ul>
      <p className="small">You manage them, or pay for their plan. Each page says who spent what, and when.</p>
    </section>
  );
}
