import type { Team } from '#core/contract/pages/team.ts';
import { Credits } from '../../shell/credits.tsx';
import text from '../../shell/text.module.css';
import classes from './rules.module.css';
import { accessText } from './words.ts';

/** Who may use a team's wallet, and how much of it. */
export function Rules({ of }: { of: Pick<NonNullable<Team['use']>, 'access' | 'guestsMaySpend' | 'memberCap'> }) {
  return (
    <dl className={classes.rules}>
      <div>
        <dt>Who may use it</dt>
        <dd className={text.unbroken}>{accessText(of)}</dd>
      </div>
      <div>
        <dt>One person, in a month</dt>
        <dd>{of.memberCap === null ? 'As much as there is' : <Credits amount={of.memberCap} />}</dd>
      </div>
    </dl>
  );
}
