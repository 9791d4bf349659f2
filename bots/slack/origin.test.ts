import { expect, test } from 'vitest';
import { originOfAction, originOfEvent, originOfView } from './origin.ts';

// As in the documents that origin.ts names; here only the fields that tell whose a request is.
const [ours, theirs, organization, theirOrganization] = ['T01OURS', 'T02THEIRS', 'E01OURS', 'E02THEIRS'];
type Body = Parameters<typeof originOfEvent>[0];
type Action = Parameters<typeof originOfAction>[0];
type View = Parameters<typeof originOfView>;
const body = (enterpriseId: string | null): Body =>
  ({ team_id: theirs, authorizations: [{ team_id: ours, enterprise_id: enterpriseId }] }) as Body;

test.each([
  ['our own person', null, { team: ours }, undefined],
  ['a person of another company', null, { team: ours, user_team: theirs, source_team: theirs }, theirs],
  ['a person of another organization', organization, { team: ours, user_team: theirOrganization }, theirOrganization],
  ['a person of our organization', organization, { team: ours, user_team: organization }, undefined],
  ['a file of another company’s person', null, { user_profile: { team: theirs } }, theirs],
] as const)('an event of %s', (_who, enterpriseId, event, homeTeamId) => {
  const told = originOfEvent(body(enterpriseId), { user: 'U1', ...event });
  expect(told).toEqual({ teamId: ours, userId: 'U1', ...(homeTeamId && { homeTeamId }) });
});

test('a press on our message from another company, and where an organization installed', () => {
  const user = { id: 'U1', username: 'ada', name: 'ada', team_id: theirs };
  const team = { id: ours, domain: 'ours' };
  expect(originOfAction({ team, user } as Action)).toEqual({ teamId: ours, userId: 'U1', homeTeamId: theirs });
  const byOrganization = { team: null, user, enterprise: { id: organization, name: 'Ours' } };
  expect(originOfAction(byOrganization as Action)).toEqual({ teamId: theirs, userId: 'U1' });
});

test('a form that was opened from another workspace is of the one whose app opened it', () => {
  const sent = { team: { id: theirs, domain: 'theirs' }, user: { id: 'U1', name: 'ada', team_id: theirs } } as View[0];
  const view = { team_id: theirs, app_installed_team_id: ours } as View[1];
  expect(originOfView(sent, view)).toEqual({ teamId: ours, userId: 'U1', homeTeamId: theirs });
});
