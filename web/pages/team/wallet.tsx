import type { Team } from '#core/contract/pages/team.ts';
import { platforms } from '#core/contract/platforms.ts';
import { Credits } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { LotList } from '../credits/lot-list.tsx';
import sum from '../credits/sum.module.css';
import classes from './wallet.module.css';

/** Its contents, and who may use it. */
export function Wallet({ wallet, platform }: { wallet: NonNullable<Team['wallet']>; platform: Team['platform'] }) {
  const { balance, onHold, lots, access, guestsMaySpend, memberCap } = wallet;
  const who = access.length === 0 ? 'Everyone' : access.join(', ');
  const command = platforms[platform].typed('team');
  return (
    <Sheet aria-labelledby="team-wallet">
      <h2 id="team-wallet">In the wallet</h2>
      <p className={sum.sum}>
        <Credits amount={balance} />
      </p>
      {onHold > 0 && (
        <p className={text.soft}>
          <Credits amount={onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      <LotList lots={lots} />
      <dl className={classes.rules}>
        <div>
          <dt>Who may use it</dt>
          <dd className={text.unbroken}>{guestsMaySpend ? `${who}, guests too` : who}</dd>
        </div>
        <div>
          <dt>One person, in a month</dt>
          <dd>{memberCap === null ? 'As much as there is' : <Credits amount={memberCap} />}</dd>
        </div>
      </dl>
      <p className={text.small}>
        Set both in chat, with <code>{command} access</code> and <code>{command} cap</code>; buy more with{' '}
        <code>{command} buy</code>.
      </p>
    </Sheet>
  );
}
