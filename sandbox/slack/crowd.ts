import { addChannel, type State } from './state.ts';

/** People of the first workspace who look like its first person, and are not kept by a state file. */
export function addPeople(state: State, count: number): Array<{ userId: string; channelId: string }> {
  const [team] = state.teams.values();
  const [like] = team?.users.values() ?? [];
  if (!team || !like) throw new Error('There is no workspace, or nobody in it.');
  const from = team.users.size;
  return Array.from({ length: count }, (_, index) => {
    const number = String(from + index).padStart(7, '0');
    const [userId, dmId, channelId] = [`U0P${number}`, `D0P${number}`, `C0P${number}`];
    const name = `person${number}`;
    team.users.set(userId, { ...like, id: userId, name, realName: `Person ${number}`, email: `${name}@example.com` });
    state.teamOfUser.set(userId, team.id);
    state.dmOf.set(userId, dmId);
    addChannel(state, { id: dmId, teamId: team.id, name: 'directmessage', kind: 'im' }, [userId, team.botUserId]);
    addChannel(state, { id: channelId, teamId: team.id, name, kind: 'public' }, [userId, team.botUserId]);
    return { userId, channelId };
  });
}
