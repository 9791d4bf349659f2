import { Badge, Button } from '@mantine/core';
import { Link } from 'react-router';
import { moneyText } from '#core/contract/money.ts';
import type { Plan, Subscription } from '#core/contract/pages/billing.ts';
import { Price } from '../../shell/price.tsx';
import text from '../../shell/text.module.css';
import offers from './offers.module.css';
import part from './part.module.css';
import type { Portal } from './use-portal.ts';

const number = new Intl.NumberFormat('en');

export function Plans(props: { plans: Plan[]; subscription: Subscription | null; portal: Portal }) {
  return (
    <section aria-labelledby="plans" className={part.part} data-for-sale>
      <h2 id="plans">Plans</h2>
      <ul className={offers.offers}>
        {props.plans.map((plan) => (
          <li key={plan.key} className={offers.offer} data-current={plan.isCurrent || undefined}>
            <div className={offers.head}>
              <h3>{plan.name}</h3>
              {plan.isCurrent && <Badge variant="light">Your plan</Badge>}
            </div>
            {plan.price ? <Price words={moneyText(plan.price)} term="a month" /> : <Price words="No cost" />}
            <ul className={offers.facts}>
              <li>
                <strong>{number.format(plan.monthlyCredits)} credits</strong> each month
              </li>
              <li>{plan.running} of your requests are made at once</li>
              <li>{plan.open - plan.running} more wait in line</li>
            </ul>
            <Way {...props} plan={plan} />
          </li>
        ))}
      </ul>
      <p className={text.small}>
        A request is what you ask for once, with one image or several. Those that are more than are made at once wait in
        line by themselves, and requests of larger plans go first. When the line is full a new request is refused, and
        costs nothing; there is room again as soon as one is done.
      </p>
      <p className={text.small}>
        A plan’s credits are spent before bought ones, and are good for a month longer than the month they are for. You
        can change or cancel at any time; what you have paid for stays.
      </p>
    </section>
  );
}

/** How to get to a plan from the current one. */
function Way(props: { plan: Plan; subscription: Subscription | null; portal: Portal }) {
  const { plan, subscription, portal } = props;
  if (subscription) {
    const words = wordsOf(plan, subscription);
    return words === null ? null : (
      <Button
        variant="default"
        className={offers.way}
        fullWidth
        loading={portal.isPending}
        onClick={() => portal.mutate()}
      >
        {words}
      </Button>
    );
  }
  if (plan.isCurrent) return null;
  if (!plan.price) return null;
  return (
    <Button component={Link} to={`/buy/${plan.key}`} className={offers.way} fullWidth>
      Choose {plan.name}
    </Button>
  );
}

/** What to do on Stripe’s page. A plan that is about to end can only be kept. */
function wordsOf(plan: Plan, { plan: own, cancelAtPeriodEnd }: Subscription): string | null {
  if (plan.key === own) return cancelAtPeriodEnd ? `Keep ${plan.name}` : null;
  if (cancelAtPeriodEnd) return null;
  return plan.price ? `Change to ${plan.name}` : 'Cancel the plan';
}
