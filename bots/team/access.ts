import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { platforms } from '#core/chat/platforms.ts';
import { findAccess, setAccess } from '#core/teams/access.ts';
import { accessWords, readTeam } from '#core/teams/read-team.ts';
import { visitTeam } from '#core/teams/visit-team.ts';
import type { Suggest } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { typedHere } from '../typed-here.ts';

/** For the team's managers: sets who may use it. Without names, shows who may now. */
export async function showAccess({ deps, who, ask }: Context, names: string | undefined): Promise<Card> {
  const { workspaceId } = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
  if (names !== undefined && ask.team) {
    await setAccess(
      deps,
      workspaceId,
      findAccess(names, ask.team, {
        groups: await ask.team.allGroups(),
        refused: 'Who may use the wallet was not changed.',
      }),
    );
  }
  return {
    tone: names === undefined ? 'notice' : 'done',
    title: names === undefined ? 'Who may use the team’s wallet' : 'Access is set',
    blocks: [
      text(accessWords(await readTeam(deps, workspaceId))),
      note([
        'Set it with ',
        typedHere(ask.target.platform, ['team', 'access']),
        ` and who: ${platforms[ask.target.platform].groupsExample}`,
      ]),
    ],
  };
}

/** The list as typed so far, with the last name completed. */
export const suggestGroups: Suggest = async (typed, { team }) => {
  const at = typed.lastIndexOf(',') + 1;
  const [before, wanted] = [typed.slice(0, at), typed.slice(at).trim().replace(/^@/, '').toLowerCase()];
  const names = ((await team?.allGroups()) ?? []).map(({ name }) => name);
  return [
    ...(at === 0 ? ['everyone'] : []),
    ...names,
    ...(team && platforms[team.platform].hasGuests ? ['guests'] : []),
  ]
    .filter((name) => name.toLowerCase().includes(wanted))
    .map((name) => (before === '' ? name : `${before} ${name}`))
    .filter((value) => value.length <= mostSuggested)
    .map((value) => ({ label: value, value }));
};

/** Discord's limit for a choice; longer lists can still be typed. */
const mostSuggested = 100;
