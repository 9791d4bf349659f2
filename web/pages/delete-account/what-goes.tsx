import type { z } from 'zod';
import type { leaving } from '#core/contract/pages/deletion.ts';
import { Notice } from '../../shell/notice.tsx';
import { Sheet } from '../../shell/sheet.tsx';

export function WhatGoes({ leaving: it }: { leaving: z.output<typeof leaving> }) {
  const worth = it.boughtWorth.length > 0 ? `, for which ${it.boughtWorth.join(' and ')} were paid` : '';
  return (
    <>
      {it.boughtCredits > 0 && (
        <Notice title={`${it.boughtCredits.toLocaleString('en')} bought credits are lost`} tone="careful">
          They end with the account{worth}. Nothing is refunded by itself: if you want that, write to us before.
        </Notice>
      )}
      <Sheet aria-labelledby="goes">
        <h2 id="goes">What goes</h2>
        <ul>
          {it.images > 0 && <li>{count(it.images, 'image')}, and the words behind them, here and in the chats</li>}
          {it.projects > 0 && <li>{count(it.projects, 'project')}</li>}
          {it.identities > 0 && (
            <li>{count(it.identities, 'chat identity', 'chat identities')}, and our messages that show your images</li>
          )}
          {it.formerMessages > 0 && (
            <li>
              {count(it.formerMessages, 'message')} of ours in the chats with what you asked for while another account
              was linked there; the images stay in that account
            </li>
          )}
          {it.giftCredits > 0 && <li>{count(it.giftCredits, 'credit')} that somebody gave you</li>}
          {it.freeCredits > 0 && <li>{count(it.freeCredits, 'free credit')}</li>}
          {it.plans.map(({ name, until, ofTeam }) => (
            <li key={`${name} ${until}`}>
              {ofTeam ? `the plan ${name} that you pay for a team` : `your plan ${name}`}: it ends with what is paid,
              and is not paid again
            </li>
          ))}
          <li>
            your API keys and your share links: none of them works from the moment you ask for it, and they work again
            if you stop it
          </li>
          <li>your address, name, password and sessions; your name and words on gifts</li>
          <li>your data at Stripe and Replicate, as far as they delete it</li>
        </ul>
      </Sheet>
      <Sheet aria-labelledby="stays">
        <h2 id="stays">What stays, and why</h2>
        <ul>
          <li>rows of accounting without a name, because books must add up</li>
          <li>invoices at Stripe, because tax law wants them for years</li>
          <li>your request in our register, without a word of yours, as proof that we did it</li>
          <li>
            for 13 months a keyed hash that tells, if you come back, that you had your free credits, or were blocked
          </li>
          <li>backups, for 35 days at most; what is sealed in them cannot be read any more</li>
        </ul>
      </Sheet>
    </>
  );
}

const count = (number: number, one: string, many = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
