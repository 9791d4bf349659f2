import type { MailData } from '#core/mail/kinds.ts';
import { credits } from '#core/words.ts';
import { dateOnly } from './day.ts';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mail-words.ts';

type BillingKind =
  | 'receipt'
  | 'payment-failed'
  | 'plan-changed'
  | 'refund'
  | 'refund-failed'
  | 'dispute'
  | 'team-removed';
const why = 'You get this because it concerns a payment of your UPixel account.';

/** "Pro", "Pro for Sprite Forge’s team wallet". */
const thing = ({ item, team }: { item: string; team: string | null }) => (team === null ? item : `${item} for ${team}`);

/** The words of the mails about money. */
export const billingMails: { [Kind in BillingKind]: (data: MailData<Kind>) => MailWords } = {
  receipt: ({ item, team, paid, credits: amount, setOff, period, receiptUrl, creditsUrl }) => ({
    subject: `Your receipt: ${item} for ${paid}`,
    page: (
      <Layout title={`Thank you: ${item}`} why={why}>
        <Words>
          We received {paid} for {item}
          {period === null ? '' : ` (${period})`}.{amount > 0 ? ` It brought ${team ?? 'you'} ${credits(amount)}.` : ''}
          {setOff > 0
            ? ` ${credits(setOff)}${amount > 0 ? ' more' : ''} made up for an earlier month that was paid back after being spent.`
            : ''}
        </Words>
        {receiptUrl === null ? null : <Press href={receiptUrl}>Invoice and receipt</Press>}
        <Words>
          See{' '}
          <a href={creditsUrl}>
            {team === null ? 'your credits, and every change of them' : 'what your team has and spends'}
          </a>
          .
        </Words>
      </Layout>
    ),
  }),

  'payment-failed': ({ item, team, graceUntil, payUrl, billingUrl }) => ({
    subject: `Your payment for ${item} did not go through`,
    page: (
      <Layout title={`The payment for ${item} failed`} why={why}>
        {graceUntil === null ? (
          <Words>
            Your bank did not make the payment for {thing({ item, team })} that you began. Nothing was taken, and no
            credits were added. You can buy again whenever you like.
          </Words>
        ) : (
          <Words>
            Your bank did not pay for the next month of {thing({ item, team })}. Nothing was taken. The plan goes on
            until {dateOnly(graceUntil)}; the payment is tried again before that. If it is not paid by then,{' '}
            {team ?? 'your account'} is on the Free plan; the credits in it stay.
          </Words>
        )}
        {payUrl === null ? null : <Press href={payUrl}>Pay now</Press>}
        <Words>
          You can change your card under <a href={billingUrl}>{team === null ? 'Billing' : 'your team'}</a>.
        </Words>
      </Layout>
    ),
  }),

  'plan-changed': ({ billingUrl, ...changed }) => {
    const { team } = changed;
    const { title, text } = planChange(changed);
    return {
      subject: title,
      page: (
        <Layout title={title} why={why}>
          <Words>{text}</Words>
          <Press href={billingUrl}>{team === null ? 'Your plan' : 'Your team’s plan'}</Press>
        </Layout>
      ),
    };
  },

  refund: ({ item, team, amount, taken, missing, isSecondPlan, wasLeaving, creditsUrl }) => ({
    subject: `${amount} is on its way back to you`,
    page: (
      <Layout title={`We refunded ${amount}`} why={why}>
        {wasLeaving ? (
          <Words>
            You paid for {thing({ item, team })} while your account was about to be deleted, so it brought no credits,
            and we refunded it in full: {amount}.
          </Words>
        ) : isSecondPlan ? (
          <Words>
            You paid for {thing({ item, team })} while a plan was running already, so we canceled the second one and
            refunded it in full: {amount}. The first plan goes on unchanged.
          </Words>
        ) : (
          <Words>
            {amount} of your payment for {thing({ item, team })} was refunded. {takenBack(taken, missing)}
          </Words>
        )}
        <Words>It can take your bank up to ten days to show it.</Words>
        <Words>
          See <a href={creditsUrl}>{team === null ? 'your credits' : 'your team’s credits'}</a>.
        </Words>
      </Layout>
    ),
  }),

  'refund-failed': ({ item, team, amount, returned, contact, creditsUrl }) => ({
    subject: `${amount} could not be refunded`,
    page: (
      <Layout title={`The refund of ${amount} did not arrive`} why={why}>
        <Words>
          We refunded {amount} of your payment for {thing({ item, team })}, but the money came back to us: your card or
          account did not take it, or the refund was called off.{' '}
          {returned > 0
            ? `The ${credits(returned)} that went with it ${returned === 1 ? 'is' : 'are'} back as well.`
            : 'No credits had gone with it, so none came back.'}
        </Words>
        <Words>
          The people who run UPixel know of it. To get the money another way, write to {contact} and name this payment.
        </Words>
        <Words>
          See <a href={creditsUrl}>{team === null ? 'your credits' : 'your team’s credits'}</a>.
        </Words>
      </Layout>
    ),
  }),

  dispute: ({ item, team, status, amount, frozen, taken, missing, creditsUrl }) => ({
    subject: disputeTitles[status],
    page: (
      <Layout title={disputeTitles[status]} why={why}>
        <Words>{disputeText({ item: thing({ item, team }), status, amount, frozen, taken, missing })}</Words>
        <Words>
          See <a href={creditsUrl}>{team === null ? 'your credits' : 'your team’s credits'}</a>. If you did not mean to
          dispute it, tell your bank.
        </Words>
      </Layout>
    ),
  }),

  'team-removed': ({ team, plan, periodEnd, cancels, billingUrl }) => ({
    subject: `UPixel was removed, and ${plan} ${cancels ? 'ends soon' : 'goes on'}`,
    page: (
      <Layout title={`${plan} for ${team}`} why={why}>
        <Words>
          UPixel was removed from the place that {team} belongs to, so nobody can use its credits there.{' '}
          {cancels
            ? `${plan} ends on ${dateOnly(periodEnd)} and is not charged again.`
            : `${plan} goes on all the same, and is charged next on ${dateOnly(periodEnd)}, until you cancel it.`}{' '}
          Its credits are kept: they are there again when UPixel is.
        </Words>
        <Press href={billingUrl}>{cancels ? 'See the plan' : 'Cancel or keep the plan'}</Press>
      </Layout>
    ),
  }),
};

function planChange({
  change,
  team,
  plan,
  from,
  periodEnd,
  isLeaving,
}: Omit<MailData<'plan-changed'>, 'to' | 'billingUrl'>) {
  const until = dateOnly(periodEnd);
  const whose = team ?? 'your account';
  switch (change) {
    case 'switched':
      return {
        title: `${team === null ? 'Your' : 'Your team’s'} plan is ${plan} now`,
        text: `You changed from ${from} to ${plan}. What was left of ${from} is set off against the price, and the credits follow it. The period ends on ${until} as before.`,
      };
    case 'ends':
      return {
        title: `${plan} ends on ${until}`,
        text: isLeaving
          ? `Your account is about to be deleted, so ${plan} is not charged again. It stays as it is until ${until}, or until the deletion if that comes first. If you stop the deletion, ${plan} goes on as before.`
          : `You canceled ${plan}. It stays as it is until ${until} and is not charged again; then ${whose} is on the Free plan. Credits in it by then are good until the date shown beside them.`,
      };
    case 'goes_on':
      return {
        title: `${plan} goes on`,
        text: `${plan} no longer ends by itself: it goes on, and is charged next on ${until}, until you cancel it.`,
      };
    case 'ended':
      return {
        title: `${plan} has ended`,
        text: `From now on ${whose} is on the Free plan, and ${plan} is not charged again. Credits in it are good until the date shown beside them; bought ones for ever.`,
      };
  }
}

function takenBack(taken: number, missing: number): string {
  const first =
    taken > 0 ? `${credits(taken)} that it had brought went back.` : 'No credits were left of it to take back.';
  return missing > 0
    ? `${first} ${credits(missing)} had been used already; you owe nothing for ${missing === 1 ? 'it' : 'them'}.`
    : first;
}

const disputeTitles = {
  open: 'Your bank is questioning a payment',
  won: 'The disputed payment stands',
  lost: 'Your bank reversed a payment',
} as const;

function disputeText({
  item,
  status,
  amount,
  frozen,
  taken,
  missing,
}: Omit<MailData<'dispute'>, 'to' | 'team' | 'creditsUrl'>) {
  switch (status) {
    case 'open':
      return `Your payment of ${amount} for ${item} is disputed. Until your bank has decided, ${frozen === 0 ? 'nothing is frozen: the credits were used' : `${credits(frozen)} that it brought cannot be spent`}. Nothing is lost.`;
    case 'won':
      return `Your bank has decided that the payment of ${amount} for ${item} stands.${frozen === 0 ? '' : ` ${credits(frozen)} can be spent again.`}`;
    case 'lost':
      return `Your bank took back the payment of ${amount} for ${item}. ${takenBack(taken, missing)}`;
  }
}
