import { platforms } from '../../chat/platforms.ts';
import { platformIds } from '../../contract/platforms.ts';
import { counted, dayWords } from '../../words.ts';
import type { Receipt } from './receipt.ts';

/** A receipt in sentences. */
export function receiptWords({ kind, erasedAt, counts, backupsUntil, rememberedUntil }: Receipt): string[] {
  const count = (name: string) => counts[name] ?? 0;
  const what = {
    account: 'The account',
    guest: 'The guest',
    identity: 'The chat identity',
    workspace: 'What the server or workspace had of its own',
  }[kind];
  const gone = [
    `${counted(count('rows'), 'row')} of our database deleted or emptied of what said who it was`,
    ...(count('images') > 0 ? [counted(count('images'), 'image')] : []),
    ...(count('files') > 0 ? [counted(count('files'), 'file')] : []),
    ...(count('keys') > 0
      ? [
          `${counted(count('keys'), 'key')}, without which no copy of what ${count('keys') === 1 ? 'it' : 'they'} sealed can be read`,
        ]
      : []),
  ];
  const lines = [
    `${what} was erased on ${dayWords(new Date(erasedAt))}: ${gone.join('; ')}.`,
    ...(kind === 'identity'
      ? [
          'Its images stay with the account, and so does the key that seals them: backups lose the identity when they end.',
        ]
      : []),
    ...platformIds.flatMap((platform) =>
      messageWords(platforms[platform].label, {
        gone: count(`messages_${platform}_done`),
        refused: count(`messages_${platform}_refused`),
        lost: count(`messages_${platform}_lost`),
      }),
    ),
  ];
  if (count('prediction_done') > 0)
    lines.push(`What ran at Replicate was stopped. Replicate deletes what it got within an hour.`);
  const stripeKeeps = 'Stripe keeps invoices, charges and events for seven to ten years, as law asks of it.';
  if (count('customer_done') > 0) lines.push(`At Stripe the customer was blanked and deleted. ${stripeKeeps}`);
  if (count('team_customer_done') > 0)
    lines.push(
      `At Stripe the customer of a team’s plan was emptied of your name, address and what you typed with your card; without them it stays for as long as the plan that was paid. ${stripeKeeps}`,
    );
  if (count('bought_credits_lost') > 0)
    lines.push(`${count('bought_credits_lost')} credits that were bought, or given by others, ended with it.`);
  lines.push(
    `What stays with us are rows of accounting without your name${count('customer_done') + count('team_customer_done') > 0 ? ', with the numbers of Stripe’s invoices' : ''}, and the entry in our register of requests, which has no words of yours.`,
    `Backups may hold a copy until ${dayWords(new Date(backupsUntil))}.`,
  );
  if (count('remembered') > 0)
    lines.push(
      `Until ${dayWords(new Date(rememberedUntil))} a keyed hash tells, if the same person comes back, that free credits were had, or that they were blocked.`,
    );
  return lines;
}

function messageWords(chat: string, { gone, refused, lost }: Record<'gone' | 'refused' | 'lost', number>): string[] {
  if (gone + refused + lost === 0) return [];
  const removed = gone === 1 ? 'One message of ours was removed' : `${gone} messages of ours were removed`;
  return [
    [
      `In ${chat}: ${removed}.`,
      ...(refused === 0
        ? []
        : [`${chat} refused to remove ${refused}: what they show stays until somebody there removes it.`]),
      ...(lost === 0
        ? []
        : [
            `${lost} more could not be found: their place was sealed with a key that was lost. What they show stays until somebody there removes it.`,
          ]),
    ].join(' '),
  ];
}
