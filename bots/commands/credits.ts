import { z } from 'zod';
import { dayWords } from '#core/billing/day-words.ts';
import { owedWords } from '#core/billing/owed-words.ts';
import type { Card, Text } from '#core/chat/card.ts';
import { findLedger, type LedgerRow } from '#core/credits/ledger.ts';
import { ledgerWords, lotLabel } from '#core/credits/ledger-words.ts';
import { type AccountRow, readAccount } from '#core/credits/read-account.ts';
import { credits as amountOf } from '#core/generations/refusals.ts';
import { defineCommand } from '../define-command.ts';

const shownLines = 10;

export const credits = defineCommand({
  name: 'credits',
  description: 'What you have, until when, and what it went into',
  answer: 'private',
  options: z.object({}),

  async run({ deps, who }): Promise<Card> {
    const [account, lines] = await Promise.all([
      readAccount(deps, who),
      findLedger(deps, who.walletId, { filter: { since: null, before: null }, limit: shownLines }),
    ]);
    const owed = account && owedWords(account.owed);
    if (!account) throw new Error('an identity without a wallet');
    return {
      tone: 'notice',
      title: `You have ${amountOf(account.balance)}`,
      lines: [
        ...account.lots.map(lotLine),
        ...(account.onHold > 0
          ? [`${amountOf(account.onHold)} more on hold for what is being made; what is not made comes back.`]
          : []),
        ...(owed === undefined ? [] : [owed]),
        ...(lines.length > 0 ? [[{ bold: 'The latest changes' }] as Text, ...lines.map(changeLine)] : []),
      ],
      note: 'Credits that expire soonest are spent first.',
      buttons:
        who.userId === null
          ? []
          : [
              { label: 'Every change', url: `${deps.config.publicUrl}/credits` },
              { label: 'Get more', url: `${deps.config.publicUrl}/billing` },
            ],
      private: true,
    };
  },
});

function lotLine(lot: AccountRow['lots'][number]): Text {
  const until = lot.expiresAt === null ? 'for ever' : `until ${dayWords(new Date(lot.expiresAt))}`;
  return [{ bold: lot.balance.toLocaleString('en-US') }, ` · ${lotLabel(lot)}, ${until}`];
}

function changeLine(line: LedgerRow): Text {
  const sign = line.amount < 0 ? '−' : '+';
  return [
    { bold: `${sign}${Math.abs(line.amount).toLocaleString('en-US')}` },
    ` · ${ledgerWords(line)} · ${dayWords(line.createdAt)}`,
  ];
}
