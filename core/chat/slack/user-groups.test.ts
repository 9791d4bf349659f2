import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackStandIn, start } from '#sandbox/slack/start.ts';
import { createSlackClients } from './clients.ts';
import { createSlackUserGroups } from './user-groups.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await start();
});
afterAll(() => slack.close());

const log = pino({ level: 'silent' });
function groups(now: () => number, token = slack.workspaces[0]?.botToken ?? '') {
  const tokens = { tokenFor: async () => token, forget() {} };
  const withClient = createSlackClients({ tokens, log }, { apiUrl: slack.apiUrl });
  return createSlackUserGroups({ withClient, log, now });
}

test('who is in a group is asked once a minute', async () => {
  const [workspace] = slack.people.workspaces;
  const [artists, testers] = workspace?.userGroups ?? [];
  const [ada, grace] = workspace?.users ?? [];
  if (!workspace || !artists || !testers || !ada || !grace) throw new Error('the stand-in has them');
  let now = 0;
  const known = groups(() => now);
  const of = (userId: string) => known.whichOf(workspace.id, userId, [artists.id, testers.id]);
  slack.people.setUserGroup(artists.id, [ada.id]);
  expect(await of(ada.id)).toEqual([artists.id]);
  expect(await of(grace.id)).toEqual([]);
  slack.people.setUserGroup(artists.id, [grace.id]);
  now = 59_000;
  expect(await of(grace.id)).toEqual([]);
  now = 61_000;
  expect(await of(grace.id)).toEqual([artists.id]);
  expect(await known.list(workspace.id)).toEqual([
    { id: artists.id, name: 'artists' },
    { id: testers.id, name: 'testers' },
  ]);
});

test('what Slack refuses to tell is nobody; where it does not answer, nothing is decided', async () => {
  const [workspace] = slack.people.workspaces;
  const teamId = workspace?.id ?? '';
  expect(await groups(Date.now).whichOf(teamId, 'U1', ['S0GONE'])).toEqual([]);
  slack.faults.add({ on: 'usergroups.users.list', do: { type: 'drop' } });
  const asked = groups(Date.now).whichOf(teamId, 'U1', [workspace?.userGroups[0]?.id ?? '']);
  await expect(asked).rejects.toMatchObject({ code: 'groups_unknown' });
  slack.faults.clear();
});
