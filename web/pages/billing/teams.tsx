import { Link } from 'react-router';
import type { TeamInList } from '#core/contract/pages/billing.ts';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import text from '../../shell/text.module.css';
import part from './part.module.css';
import payments from './payments.module.css';

/** Links to the team wallets that this person manages, uses or pays for. */
export function Teams({ teams }: { teams: TeamInList[] }) {
  return (
    <section aria-labelledby="teams" className={part.part}>
      <h2 id="teams">Team wallets</h2>
      <ul className={payments.payments}>
        {teams.map(({ id, name, platform }) => (
          <li key={id} className={payments.payment}>
            <Link to={`/team/${id}`}>
              <strong>{name || 'Your team'}</strong>
            </Link>
            <PlatformBadge platform={platform} />
          </li>
        ))}
      </ul>
      <p className={text.small}>You manage them, use them, or pay for their plan. Each page says what is in it.</p>
    </section>
  );
}
