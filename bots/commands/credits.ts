import { z } from 'zod';
import { owedWords } from '#core/billing/owed-words.ts';
import { actions, note, table, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import { freeMonths } from '#core/chat/present/failure.ts';
import { findLedger, type LedgerRow } from '#core/credits/ledger.ts';
import { ledgerWords, lotLabel } from '#core/credits/ledger-words.ts';
import { type AccountRow, readAccount } from '#core/credits/read-account.ts';
import { unpaidNow } from '#core/generations/unpaid-now.ts';
import { credits as amountOf, dayWords } from '#core/words.ts';
import { defineCommand } from '../define-command.ts';
import { openButton } from '../open-button.ts';

const shownLines = 10;

export const credits = defineCommand({
  name: 'credits',
  group: 'pay',
  description: 'What you have, until when, and what it went into',
  answer: 'ephemeral',
  options: z.object({}),

  async run({ deps, who, ask }): Promise<Card> {
    const [account, lines, waiting] = await Promise.all([
      readAccount(deps, who),
      findLedger(deps, who.walletId, { filter: { since: null, before: null }, limit: shownLines }),
      unpaidNow(deps, who, ask.target),
    ]);
    const owed = account && owedWords(account.owed);
    if (!account) throw new Error('an identity without a wallet');
    return {
      tone: 'notice',
      title: `You have ${amountOf(account.balance)}`,
      blocks: [
        text(
          ...account.lots.map(lotLine),
          ...(account.lots.length === 0 && who.userId === null ? [['Buy some, or ', ...freeMonths]] : []),
          ...(waiting === undefined ? [] : [waiting]),
          ...(account.onHold > 0
            ? [`${amountOf(account.onHold)} more on hold for what is being made; what is not made comes back.`]
            : []),
          ...(owed === undefined ? [] : [owed]),
        ),
        table('The latest changes', ['Credits', 'What for', 'Day'], ...lines.map(changeRow)),
        ...(account.lots.length > 1 ? [note('Credits that expire soonest are spent first.')] : []),
        actions(
          ...(who.userId === null
            ? [button('Get credits', { name: 'get-credits', args: {} }), openButton('Link an account', 'link')]
            : [
                link('Every change', `${deps.config.publicUrl}/credits`),
                link('Get more', `${deps.config.publicUrl}/billing`),
              ]),
        ),
      ],
    };
  },
});

function lotLine(lot: AccountRow['lots'][number]): Text {
  const until = lot.expiresAt === null ? 'for ever' : `until ${dayWords(new Date(lot.expiresAt))}`;
  return [{ bold: lot.balance.toLocaleString('en-US') }, ` · ${lotLabel(lot)}, ${until}`];
}

function changeRow(line: LedgerRow): Text[] {
  const sign = line.amount < 0 ? '−' : '+';
  return [`${sign}${Math.abs(line.amount).toLocaleString('en-US')}`, ledgerWords(line), dayWords(line.createdAt)];
}
