import { Failure } from '../failure.ts';
import { type ModelEntry, models } from '../models/catalogue.ts';
import { priceOf, unitPriceOf } from '../models/plan.ts';
import type { TeamRefusal } from '../teams/team-here.ts';
import { declinedWords, walletOf } from '../teams/words.ts';
import { credits } from '../words.ts';

/** The card for this one has its own button. */
export function tooFewCredits(asked: {
  model: ModelEntry;
  count: number;
  size: string;
  pictures: number;
  balance: number;
  teamDeclined: TeamRefusal | null;
}): Failure {
  const { model, count, size, pictures } = asked;
  const each = count > 1 ? ` (${count} images at ${credits(unitPriceOf(model, size, pictures))})` : '';
  const team = declinedWords(asked.teamDeclined);
  return new Failure('too_few_credits', {
    title: 'Not enough credits',
    happened: `${team === null ? '' : `${team} `}${model.name} costs ${credits(priceOf(model, count, size, pictures))}${each}, and you have ${credits(asked.balance)}. Nothing was made and nothing was taken.`,
    next: waysOut(asked),
  });
}

/** What they can do, as far as it would help with what they have. */
function waysOut({ model, count, size, pictures, balance }: Parameters<typeof tooFewCredits>[0]): string {
  const unitPrice = unitPriceOf(model, size, pictures);
  const others = model.kind === 'image' ? models.filter(({ acceptsImage }) => acceptsImage || pictures === 0) : [];
  const least = Math.min(unitPrice, ...others.map((each) => unitPriceOf(each, size, pictures)));
  const [isCheaper, isFewer] = [least < unitPrice && least * count <= balance, count > 1 && unitPrice <= balance];
  if (isCheaper && isFewer) return 'Choose a cheaper model or fewer images, or get more credits.';
  if (isCheaper) return 'Choose a cheaper model, or get more credits.';
  if (isFewer) return 'Choose fewer images, or get more credits.';
  if (count > 1 && least <= balance) return 'Choose a cheaper model and fewer images, or get more credits.';
  return 'Get more credits, then ask once more.';
}

/** `ofTeam`: counts everybody whose requests a team pays for. */
export function tooManyOpen(open: number, ofTeam = false): Failure {
  if (ofTeam)
    return new Failure('too_many_open', {
      title: 'Your team has enough going on',
      happened: `${open} requests that your team pays for are still waiting or running. This one was not taken and cost nothing.`,
      next: 'Try again when one is done, or pay yourself: choose “me” for pay.',
    });
  return new Failure('too_many_open', {
    title: 'You have enough going on',
    happened: `${open} of your requests are still waiting or running. This one was not taken and cost nothing.`,
    next: 'Try again when one is done, or cancel one.',
  });
}

export const pressedTwice = () =>
  new Failure('pressed_twice', {
    title: 'You pressed that twice',
    happened: 'It is being made once, and paid once. The second press cost nothing.',
    next: 'Press it again in some seconds if you want another one.',
  });

/** The press of a question that asked for its price, a second time: it was agreed to once. */
export const usedAlready = () =>
  new Failure('pressed_twice', {
    title: 'You used that already',
    happened: 'What you agreed to is made once, and paid once. This press cost nothing.',
    next: 'For another one, press Again under what was made, or ask once more where you asked: it says its price anew.',
  });

/** Said before anybody agrees to a price. @param what it would do, as in “Upscale this picture” */
export const cannotPay = ({ what, price, balance }: { what: string; price: number; balance: number }) =>
  new Failure('too_few_credits', {
    title: 'Not enough credits',
    happened: `${what}: that costs ${credits(price)}, and you have ${credits(balance)}. Nothing was made and nothing was taken.`,
    next: 'Get more credits, then ask once more.',
  });

/** The request said that only the team may pay. */
export function teamDoesNotPay(why: TeamRefusal, teamName: string | null): Failure {
  return new Failure('team_does_not_pay', {
    title: 'Your team does not pay for this',
    happened: `${whyNot(why, teamName)} Nothing was made and nothing was taken.`,
    next:
      why === 'no_team'
        ? [
            'Leave “pay” out to pay with your own credits. A manager makes a team wallet with ',
            { command: 'team' },
            '.',
          ]
        : ['Leave “pay” out, or choose “me”, to pay with your own credits. See ', { command: 'team' }, ' for who may.'],
  });
}

function whyNot(why: TeamRefusal, teamName: string | null): string {
  switch (why) {
    case 'no_team':
      return 'There is no team wallet here.';
    case 'not_allowed':
      return `Not everybody may use ${walletOf(teamName ?? '')}, and you are in none of the groups that may.`;
    case 'too_few_credits':
    case 'cap_reached':
      return declinedWords(why) ?? '';
  }
}

export const goneResult = () =>
  new Failure('unknown_generation', {
    title: 'I do not know that one any more',
    happened: 'What this button belongs to is gone. It cost nothing.',
    next: ['Start anew with ', { command: 'imagine' }, '.'],
  });
