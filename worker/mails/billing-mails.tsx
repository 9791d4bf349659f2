import { credits } from '#core/generations/refusals.ts';
import type { MailData } from '#core/mail/kinds.ts';
import { dateOnly } from './day.ts';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mails.tsx';

type BillingKind = 'receipt' | 'payment-failed' | 'plan-changed' | 'refund' | 'dispute';
const why = 'You get this because it concerns a payment of your UPixel account.';

/** The words of the mails about money. */
export const billingMails: { [Kind in BillingKind]: (data: MailData<Kind>) => MailWords } = {
  receipt: ({ item, paid, credits: amount, period, receiptUrl, creditsUrl }) => ({
    subject: `Your receipt: ${item} for ${paid}`,
    page: (
      <Layout title={`Thank you: ${item}`} why={why}>
        <Words>
          We received {paid} for {item}
          {period === null ? '' : ` (${period})`}.{amount > 0 ? ` It brought you ${credits(amount)}.` : ''}
        </Words>
        {receiptUrl === null ? null : <Press href={receiptUrl}>Invoice and receipt</Press>}
        <Words>
          See <a href={creditsUrl}>your credits</a>, and every change of them.
        </Words>
      </Layout>
    ),
  }),

  'payment-failed': ({ item, graceUntil, payUrl, billingUrl }) => ({
    subject: `Your payment for ${item} did not go through`,
    page: (
      <Layout title={`The payment for ${item} failed`} why={why}>
        {graceUntil === null ? (
          <Words>
            Your bank did not make the payment for {item} that you began. Nothing was taken, and no credits were added.
            You can buy again whenever you like.
          </Words>
        ) : (
          <Words>
            Your bank did not pay for the next month of {item}. Nothing was taken. Your plan goes on until{' '}
            {dateOnly(graceUntil)}; the payment is tried again before that. If it is not paid by then, your account is
            on the Free plan; credits that you have stay yours.
          </Words>
        )}
        {payUrl === null ? null : <Press href={payUrl}>Pay now</Press>}
        <Words>
          You can change your card under <a href={billingUrl}>Billing</a>.
        </Words>
      </Layout>
    ),
  }),

  'plan-changed': ({ change, plan, from, periodEnd, billingUrl }) => {
    const { title, text } = planChange({ change, plan, from, periodEnd });
    return {
      subject: title,
      page: (
        <Layout title={title} why={why}>
          <Words>{text}</Words>
          <Press href={billingUrl}>Your plan</Press>
        </Layout>
      ),
    };
  },

  refund: ({ item, amount, taken, missing, isSecondPlan, creditsUrl }) => ({
    subject: `${amount} is on its way back to you`,
    page: (
      <Layout title={`We refunded ${amount}`} why={why}>
        {isSecondPlan ? (
          <Words>
            You paid for {item} while a plan was running already, so we cancelled the second one and refunded it in
            full: {amount}. Your first plan goes on unchanged.
          </Words>
        ) : (
          <Words>
            {amount} of your payment for {item} was refunded. {takenBack(taken, missing)}
          </Words>
        )}
        <Words>It can take your bank up to ten days to show it.</Words>
        <Words>
          See <a href={creditsUrl}>your credits</a>.
        </Words>
      </Layout>
    ),
  }),

  dispute: ({ item, status, amount, frozen, taken, missing, creditsUrl }) => ({
    subject: disputeTitles[status],
    page: (
      <Layout title={disputeTitles[status]} why={why}>
        <Words>{disputeText({ item, status, amount, frozen, taken, missing })}</Words>
        <Words>
          See <a href={creditsUrl}>your credits</a>. If you did not mean to dispute it, tell your bank.
        </Words>
      </Layout>
    ),
  }),
};

function planChange({ change, plan, from, periodEnd }: Omit<MailData<'plan-changed'>, 'to' | 'billingUrl'>) {
  const until = dateOnly(periodEnd);
  switch (change) {
    case 'switched':
      return {
        title: `Your plan is ${plan} now`,
        text: `You changed from ${from} to ${plan}. What was left of ${from} is set off against the price, and your credits follow it. The period ends on ${until} as before.`,
      };
    case 'ends':
      return {
        title: `${plan} ends on ${until}`,
        text: `You cancelled ${plan}. It stays as it is until ${until} and is not charged again; then your account is on the Free plan. Credits that you have by then are good until the date shown beside them.`,
      };
    case 'goes_on':
      return {
        title: `${plan} goes on`,
        text: `You took your cancellation back: ${plan} goes on, and is charged next on ${until}.`,
      };
    case 'ended':
      return {
        title: `${plan} has ended`,
        text: `Your account is on the Free plan from now on, and ${plan} is not charged again. Credits that you have are good until the date shown beside them; bought ones for ever.`,
      };
  }
}

function takenBack(taken: number, missing: number): string {
  const first =
    taken > 0 ? `${credits(taken)} that it had brought went back.` : 'No credits were left of it to take back.';
  return missing > 0 ? `${first} ${credits(missing)} had been used already; you owe nothing for them.` : first;
}

const disputeTitles = {
  open: 'Your bank is questioning a payment',
  won: 'The disputed payment stands',
  lost: 'Your bank reversed a payment',
} as const;

function disputeText({ item, status, amount, frozen, taken, missing }: Omit<MailData<'dispute'>, 'to' | 'creditsUrl'>) {
  switch (status) {
    case 'open':
      return `Your payment of ${amount} for ${item} is disputed. Until your bank has decided, ${frozen === 0 ? 'nothing is frozen: the credits were used' : `${credits(frozen)} that it brought cannot be spent`}. Nothing is lost.`;
    case 'won':
      return `Your bank has decided that the payment of ${amount} for ${item} stands.${frozen === 0 ? '' : ` ${credits(frozen)} can be spent again.`}`;
    case 'lost':
      return `Your bank took back the payment of ${amount} for ${item}. ${takenBack(taken, missing)}`;
  }
}
