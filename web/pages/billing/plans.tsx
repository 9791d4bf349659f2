import { Badge, Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Plan } from '#core/contract/billing.ts';
import { moneyText } from '#core/contract/money.ts';
import type { Portal } from './use-portal.ts';

const number = new Intl.NumberFormat('en');

export function Plans(props: { plans: Plan[]; hasSubscription: boolean; portal: Portal }) {
  return (
    <section aria-labelledby="plans" className="billing-part">
      <h2 id="plans">Plans</h2>
      <ul className="offers">
        {props.plans.map((plan) => (
          <li key={plan.key} className="offer" data-current={plan.isCurrent || undefined}>
            <div className="offer-head">
              <h3>{plan.name}</h3>
              {plan.isCurrent && <Badge variant="light">Your plan</Badge>}
            </div>
            <p className="price">
              {plan.price ? moneyText(plan.price) : 'No cost'}
              {plan.price && <span className="soft"> a month</span>}
            </p>
            <ul className="offer-facts">
              <li>
                <strong>{number.format(plan.monthlyCredits)} credits</strong> each month
              </li>
              <li>{plan.running} requests run at once</li>
              <li>{plan.open} may wait and run</li>
            </ul>
            <Way {...props} plan={plan} />
          </li>
        ))}
      </ul>
      <p className="small">
        A plan’s credits are spent before bought ones, and are good for a month longer than the month they are for. You
        can change or cancel at any time; what you have paid for stays.
      </p>
    </section>
  );
}

/** How one gets to a plan from the one that one has. */
function Way({ plan, hasSubscription, portal }: { plan: Plan; hasSubscription: boolean; portal: Portal }) {
  if (plan.isCurrent) return null;
  if (hasSubscription)
    return (
      <Button variant="default" fullWidth loading={portal.isPending} onClick={() => portal.mutate()}>
        {plan.price ? `Change to ${plan.name}` : 'Cancel the plan'}
      </Button>
    );
  if (!plan.price) return null;
  return (
    <Button component={Link} to={`/buy/${plan.key}`} fullWidth>
      Choose {plan.name}
    </Button>
  );
}
