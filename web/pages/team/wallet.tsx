import type { Team } from '#core/contract/team.ts';
import { Credits } from '../../shell/credits.tsx';
import { LotList } from '../credits/lot-list.tsx';

/** What is in it, and who may use it. */
export function Wallet({ wallet, platform }: { wallet: NonNullable<Team['wallet']>; platform: Team['platform'] }) {
  const { balance, onHold, lots, access, guestsMaySpend, memberCap } = wallet;
  const who = access.length === 0 ? 'Everyone' : access.join(', ');
  const command = platform === 'slack' ? '/upixel team' : '/team';
  return (
    <section className="sheet" aria-labelledby="team-wallet">
      <h2 id="team-wallet">In the wallet</h2>
      <p className="lots-balance">
        <Credits amount={balance} />
      </p>
      {onHold > 0 && (
        <p className="soft">
          <Credits amount={onHold} /> more on hold for what is being made; what is not made comes back.
        </p>
      )}
      <LotList lots={lots} />
      <dl className="team-rules">
        <div>
          <dt>Who may use it</dt>
          <dd className="unbroken">{guestsMaySpend ? `${who}, guests too` : who}</dd>
        </div>
        <div>
          <dt>One person, in a month</dt>
          <dd>{memberCap === null ? 'As much as there is' : <Credits amount={memberCap} />}</dd>
        </div>
      </dl>
      <p className="small">
        Set both in chat, with <code>{command} access</code> and <code>{command} cap</code>; buy more with{' '}
        <code>{command} buy</code>.
      </p>
    </section>
  );
}
