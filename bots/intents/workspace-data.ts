import { visitTeam } from '#core/teams/visit-team.ts';
import { askDeleteData, copyData, deleteData, showData } from '../team/data.ts';
import { defineIntent } from './define-intent.ts';

/** On /privacy's card, for those who manage the server or workspace: at each press the chat says whether they do. */
export const workspaceData = defineIntent({
  name: 'workspace-data',
  answer: 'in-place',
  async run(context, { what }) {
    const { deps, who, ask } = context;
    const team = await visitTeam(deps, { team: ask.team, who, managersOnly: true });
    switch (what) {
      case 'show':
        return showData(context);
      case 'copy':
        return copyData(context, team);
      case 'ask':
        return askDeleteData(context, team);
      case 'delete':
        return deleteData(context, team);
    }
  },
});
