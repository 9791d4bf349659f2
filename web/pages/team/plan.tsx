import type { Team } from '#core/contract/pages/team.ts';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import part from '../billing/part.module.css';
import classes from './plan.module.css';

/** Its plan, and what will become of it. */
export function Plan({ team: { plan, subscription, owed } }: { team: Team }) {
  return (
    <section className={part.part} aria-labelledby="team-plan">
      <h2 id="team-plan">Plan</h2>
      <p className={classes.plan}>
        <strong>{plan}</strong>
        {subscription && <What subscription={subscription} />}
      </p>
      {owed !== null && <p className={text.soft}>{owed}</p>}
    </section>
  );
}

function What({ subscription }: { subscription: NonNullable<Team['subscription']> }) {
  const until = <Time at={subscription.currentPeriodEnd} as="date" />;
  if (subscription.status === 'past_due')
    return (
      <>
        {' '}
        — the last payment did not go through; another card, on Stripe’s page, mends it
        {subscription.graceUntil && (
          <>
            {' '}
            until <Time at={subscription.graceUntil} as="date" />
          </>
        )}
        .
      </>
    );
  if (subscription.cancelAtPeriodEnd) return <> — ends on {until}, and nothing more is taken.</>;
  return <> — renewed on {until}. Change or cancel it on Stripe’s page.</>;
}
