import { expect, test } from 'vitest';
import type { Standing } from '../../teams/team-here.ts';
import { type SlackPerson, standingIn } from './members.ts';

// Slack's user object as users.info has it: https://docs.slack.dev/reference/objects/user-object
test.each<[string, SlackPerson | undefined, Standing]>([
  ['of the workspace', { team_id: 'T1' }, 'member'],
  ['of another one', { team_id: 'T2' }, 'outsider'],
  ['of several in an organization, this one among them', { enterprise_user: { teams: ['T2', 'T1'] } }, 'member'],
  ['of others in the organization only', { enterprise_user: { teams: ['T2', 'T3'] } }, 'outsider'],
  ['of another company', { team_id: 'T1', is_stranger: true }, 'outsider'],
  ['gone', { team_id: 'T1', deleted: true }, 'outsider'],
  ['a guest of several channels', { team_id: 'T1', is_restricted: true }, 'guest'],
  ['a guest of one channel', { team_id: 'T1', is_restricted: true, is_ultra_restricted: true }, 'guest'],
  ['not told of', undefined, 'outsider'],
])('somebody %s', (_who, person, standing) => {
  expect(standingIn('T1', person)).toBe(standing);
});
