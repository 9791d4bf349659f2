import type { MailKind } from '../../../mail/kinds.ts';
import type { Law } from '../terms.ts';

/** Each mail we send: what of a person is in it. All go to their own address. */
export const mailContents = {
  verification: { holds: 'a link', law: 'contract' },
  'already-registered': { holds: 'links', law: 'contract' },
  reset: { holds: 'a link', law: 'contract' },
  'password-changed': { holds: 'when', law: 'contract' },
  'email-change': { holds: 'the new address, when', law: 'contract' },
  'email-changed': { holds: 'the new address, when, a link', law: 'contract' },
  'email-restored': { holds: 'when, a link', law: 'contract' },
  'new-sign-in': { holds: 'the browser’s name, when', law: 'interest' },
  'api-key-made': { holds: 'what they call the key, what it may do, when', law: 'interest' },
  'webhook-off': { holds: 'the host that the webhook led to, how the last try ended, when', law: 'contract' },
  linked: { holds: 'the chat, their name and place there, when, a link', law: 'contract' },
  unlinked: { holds: 'the chat, their name and place there, when; their plan', law: 'contract' },
  receipt: { holds: 'what was bought, the price, the team’s name', law: 'contract' },
  'payment-failed': { holds: 'what was bought, the team’s name', law: 'contract' },
  'plan-changed': { holds: 'the plan, when its period ends, the team’s name', law: 'contract' },
  refund: { holds: 'what was refunded, the team’s name', law: 'contract' },
  'refund-failed': { holds: 'what was to be refunded, the team’s name', law: 'contract' },
  dispute: { holds: 'the disputed payment, the team’s name', law: 'contract' },
  'deletion-due': { holds: 'when it is due, a link', law: 'duty' },
  'team-payer-leaves': { holds: 'the plan, when its period ends, the team’s name', law: 'contract' },
  'team-payer-stays': { holds: 'the plan, when it is next paid, the team’s name', law: 'contract' },
  'deletion-done': { holds: 'counts of what was erased', law: 'duty' },
  'team-removed': { holds: 'the plan, when its period ends, the team’s name', law: 'contract' },
  'policy-changed': { holds: 'which document changed', law: 'contract' },
  'request-due': { holds: 'a request’s number; to the operators', law: 'duty' },
  'request-words': {
    holds: 'what they asked for in their words, and where to answer; to the privacy contact',
    law: 'duty',
  },
  'export-ready': { holds: 'a link, until when it works', law: 'duty' },
  'export-failed': { holds: 'a link', law: 'duty' },
} as const satisfies { [Kind in MailKind]: { holds: string; law: Law } };
