import { isolated } from '../contract/isolated.ts';
import { Failure } from '../failure.ts';
import { credits } from '../words.ts';
import { giftsADay } from './limits.ts';

const notGiven = 'Nothing was taken.';

export const tooFewBought = (bought: number) =>
  new Failure('too_few_bought', {
    title: 'Not enough bought credits',
    happened: `You have ${bought === 0 ? 'no bought credits' : `${bought.toLocaleString('en-US')} bought ${bought === 1 ? 'credit' : 'credits'}`}; trial, plan and given credits cannot be given away. ${notGiven}`,
    next: bought === 0 ? 'Buy credits first.' : `Give ${credits(bought)} at most, or buy more.`,
  });

export function dailyLimit(today: number): Failure {
  const left = giftsADay - today;
  return new Failure('daily_limit', {
    title: 'That is more than a day’s gifts',
    happened: `You have given ${credits(today)} in the last 24 hours, and may give ${credits(giftsADay)} in that time. ${notGiven}`,
    next: left > 0 ? `Give ${credits(left)} at most now, or more tomorrow.` : 'Try again tomorrow.',
  });
}

export const toOneself = () =>
  new Failure('to_oneself', {
    title: 'That is yourself',
    happened: `A gift is for somebody else, and this would stay in the same account. ${notGiven}`,
    next: 'Choose another person.',
  });

export const toBot = (name: string) =>
  new Failure('to_bot', {
    title: 'Bots make no pictures',
    happened: `${isolated(name)} is a bot, and has no use for credits. ${notGiven}`,
    next: 'Choose a person.',
  });

export const notToThem = (name: string) =>
  new Failure('not_to_them', {
    title: 'That did not work',
    happened: `${isolated(name)} cannot be given credits at present. ${notGiven}`,
    next: 'Choose another person.',
  });

/** One message in the channel announces the gift, and nobody gets a message they did not ask for. */
export const notHere = (name: string) =>
  new Failure('not_here', {
    title: 'They might not hear of it',
    happened: `I cannot tell whether ${isolated(name)} sees what I write here. ${notGiven}`,
    next: 'Give it in a channel that both of you are in.',
  });
