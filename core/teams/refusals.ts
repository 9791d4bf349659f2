import { type Platform, platforms } from '../chat/platforms.ts';
import { Failure } from '../failure.ts';

export const noTeamHere = () =>
  new Failure('no_team', {
    title: 'There is no team in a direct message',
    happened: 'A team’s wallet belongs to a server, and this is not one. Nothing was changed.',
    next: 'Type it in a channel of your server.',
  });

export const noTeamWallet = (platform: Platform) =>
  new Failure('no_team', {
    title: 'There is no team wallet here yet',
    happened: 'With one, everybody’s images can be paid from the same credits. Nothing was changed.',
    next: [`It is made as soon as one of the ${platforms[platform].managers} types `, { command: 'team' }, '.'],
  });

export const notManager = (platform: Platform) =>
  new Failure('not_manager', {
    title: 'That is for those who manage this',
    happened: `Only ${platforms[platform].managers} can do that with the team’s wallet. Nothing was changed and nothing was taken.`,
    next: ['Ask one of them. ', { command: 'team' }, ' alone shows you what is in it, and what you spent.'],
  });
