import type { Team } from '#core/contract/pages/team.ts';
import { platforms } from '#core/contract/platforms.ts';
import { Credits } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import sum from '../credits/sum.module.css';
import { Rules } from './rules.tsx';

/** What whoever uses it sees of a team's wallet: what is in it, for whom, and what they spent themselves. */
export function Use({ use, platform }: { use: NonNullable<Team['use']>; platform: Team['platform'] }) {
  return (
    <Sheet aria-labelledby="team-wallet">
      <h2 id="team-wallet">In the wallet</h2>
      <p className={sum.sum}>
        <Credits amount={use.balance} />
      </p>
      <p>
        You spent <Credits amount={use.spent} /> of it this month.
      </p>
      <Rules of={use} />
      <p className={text.small}>
        <code>{platforms[platform].typed('imagine')}</code> is paid from it where it can be; <code>pay</code> chooses.
        Your own credits stay yours. What others spent is for those who manage it.
      </p>
    </Sheet>
  );
}
