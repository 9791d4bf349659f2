import type { Team } from '#core/contract/team.ts';
import { Time } from '../../shell/time.tsx';

/** The plan it is on, and what becomes of it. */
export function Plan({ team: { plan, subscription, owed } }: { team: Team }) {
  return (
    <section className="billing-part" aria-labelledby="team-plan">
      <h2 id="team-plan">Plan</h2>
      <p className="team-plan">
        <strong>{plan}</strong>
        {subscription && <What subscription={subscription} />}
      </p>
      {owed !== null && <p className="soft">{owed}</p>}
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
