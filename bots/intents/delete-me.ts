import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { beginDeletion, changeMindDays } from '#core/privacy/erasure/begin-deletion.ts';
import type { Erased } from '#core/privacy/erasure/person.ts';
import { type Leaving, readLeaving } from '#core/privacy/erasure/read-leaving.ts';
import { stopDeletion } from '#core/privacy/erasure/stop-deletion.ts';
import { credits, dayWords } from '#core/words.ts';
import { backToData } from '../back-to-data.ts';
import type { Context } from '../dispatch.ts';
import { defineIntent } from './define-intent.ts';

/** On /privacy's card: shows what goes and what stays, before anything happens. */
export const askDeleteMe = defineIntent({
  name: 'ask-delete-me',
  answer: 'in-place',
  async run({ deps, who, ask }): Promise<Card> {
    const leaving = await readLeaving(deps, who);
    const chat = platforms[ask.target.platform].label;
    const isLinked = who.userId !== null;
    return {
      tone: 'notice',
      title: isLinked ? 'Delete your account, or only this identity?' : 'Delete your data?',
      blocks: [
        text(whatGoes(leaving, isLinked), ...lost(leaving), ...fromFormerAccount(leaving), whatStays),
        text(
          `You have ${changeMindDays} days to change your mind; nothing new can be made, bought, given or linked meanwhile${isLinked ? ', and API keys and share links do not work' : ''}.`,
          ...(isLinked
            ? [
                `Or only what we know of you in ${chat}: your name, your id, the places and our messages. Your images and credits stay in the account. That happens at once.`,
              ]
            : []),
        ),
        actions(
          button(
            isLinked ? 'Delete the account' : 'Delete it all',
            { name: 'delete-me', args: { what: 'all' } },
            'danger',
          ),
          ...(isLinked ? [button(`Only ${chat}`, { name: 'delete-me', args: { what: 'identity' } }, 'danger')] : []),
          backToData,
        ),
      ],
    };
  },
});

const whatGoes = ({ images, projects, identities, plans }: Leaving, isLinked: boolean) => {
  const keysToo = isLinked ? ', API keys and share links' : '';
  const counted = [
    count(images, 'image with its words', 'images with their words'),
    count(projects, 'project', 'projects'),
    count(identities, 'chat identity', 'chat identities'),
  ].filter((words) => !words.startsWith('0 '));
  const goes = `What goes: ${counted.join(', ')}; names, addresses, sessions${keysToo}; here, in the chats and at others.`;
  const ends = plans.map(({ name, until, ofTeam }) => {
    const which = ofTeam ? `The plan ${name} that you pay for a team` : `Your plan ${name}`;
    return `${which} ends on ${dayWords(until)} and is not paid again.`;
  });
  return [goes, ...ends].join(' ');
};

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

const lost = ({ boughtCredits, boughtWorth, giftCredits }: Leaving) => [
  ...(boughtCredits === 0
    ? []
    : [
        `${credits(boughtCredits)} that were bought are lost${boughtWorth.length > 0 ? `: ${boughtWorth.join(' and ')} were paid for them` : ''}. Nothing is refunded by itself.`,
      ]),
  ...(giftCredits === 0 ? [] : [`${credits(giftCredits)} that somebody gave you are lost.`]),
];

const fromFormerAccount = ({ formerMessages }: Leaving) =>
  formerMessages === 0
    ? []
    : [
        `${count(formerMessages, 'message', 'messages')} of ours with what you asked for while another account was linked here ${formerMessages === 1 ? 'goes' : 'go'}, too; the images stay in that account.`,
      ];

const whatStays =
  'What stays: accounting without a name, invoices at Stripe, the request itself without a word of yours, for 13 months a keyed hash against free credits twice and of a block, and backups for 35 days at most.';

/** Whoever presses it is the identity itself: no other proof is needed. */
export const deleteMe = defineIntent({
  name: 'delete-me',
  answer: 'in-place',
  async run({ deps, who, ask }, { what }): Promise<Card> {
    const { platform, workspaceId, channelId, userId } = ask.target;
    const chat = { platform, workspaceId, channelId, userId };
    const begun = await beginDeletion(deps, {
      ...{ erased: erasedOf(who, what), origin: 'chat', proof: 'chat_identity', chat },
    });
    const { ticket, dueAt, pageUrl } = begun;
    const isNow = what === 'identity';
    return {
      tone: 'done',
      title: isNow ? 'It is being deleted' : `It will be deleted on ${dayWords(dueAt)}`,
      blocks: [
        text(
          `Your request is ${ticket}.`,
          isNow
            ? 'The receipt comes to the address of your account.'
            : 'Until then you can stop it here, or on its page; the receipt is there afterwards. Keep its link.',
        ),
        actions(
          ...(isNow ? [] : [button('Stop the deletion', { name: 'stop-deletion', args: {} })]),
          ...(pageUrl === null || isNow ? [] : [link('Its page', pageUrl)]),
          ...(isNow ? [] : [backToData]),
        ),
      ],
    };
  },
});

function erasedOf({ userId, identityId }: Context['who'], what: 'all' | 'identity'): Erased {
  if (userId === null) return { kind: 'guest', identityId };
  return what === 'all' ? { kind: 'account', userId } : { kind: 'identity', identityId };
}

export const stopMyDeletion = defineIntent({
  name: 'stop-deletion',
  answer: 'in-place',
  async run({ deps, who }): Promise<Card> {
    const { userId, identityId } = who;
    const back =
      userId === null
        ? 'Nothing was deleted.'
        : 'Nothing was deleted. API keys and share links work again; in browsers you sign in again.';
    const { plansGoOn } = await stopDeletion(deps, userId === null ? { identityId } : { userId });
    return {
      tone: 'done',
      title: 'The deletion is stopped',
      blocks: [
        text(
          plansGoOn ? back : `${back} But Stripe could not be told that your plan goes on: do that with the button.`,
        ),
        actions(...(plansGoOn ? [] : [link('Billing', `${deps.config.publicUrl}/billing`)]), backToData),
      ],
    };
  },
});
