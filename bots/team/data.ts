import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { platforms } from '#core/chat/platforms.ts';
import { beginDeletion } from '#core/privacy/erasure/begin-deletion.ts';
import { readWorkspaceLeaving, workspaceLeavingLines } from '#core/privacy/erasure/workspace.ts';
import { readyWords } from '#core/privacy/export/ready-words.ts';
import { requestExport } from '#core/privacy/export/request-export.ts';
import { subjectOf } from '#core/privacy/requests/request.ts';
import type { VisitedTeam } from '#core/teams/visit-team.ts';
import { backToData } from '../back-to-data.ts';
import type { Context } from '../dispatch.ts';

const placeOf = ({ ask }: Context) => platforms[ask.target.platform].placeWord;

/** "This server’s data": the label of the button that leads here. */
export const dataLabel = (context: Context): string => `This ${placeOf(context)}’s data`;

export function showData(context: Context): Card {
  const place = placeOf(context);
  return {
    tone: 'notice',
    title: `What we keep of this ${place}`,
    blocks: [
      text(
        `Its name and id, its rules and who is kept out, the settings of its team wallet, who may use it, the names of those who used or manage it, and what was paid and spent.`,
        `What its members asked for and made is theirs: they get it, and delete it, with their own privacy card.`,
      ),
      actions(
        button('Get a copy', { name: 'workspace-data', args: { what: 'copy' } }),
        button(`Delete this ${place}’s data…`, { name: 'workspace-data', args: { what: 'ask' } }),
        backToData,
      ),
    ],
  };
}

/** Only whoever pressed sees the code, and gets in by it while they manage the place. */
export async function copyData({ deps, who, ask }: Context, { workspaceId }: VisitedTeam): Promise<Card> {
  const { placeWord } = platforms[ask.target.platform];
  const asked = await requestExport(deps, {
    ...{ owner: subjectOf(who), workspaceId, withCode: true },
    ...{ origin: 'chat', proof: 'chat_identity' },
  });
  return {
    tone: 'done',
    title: `The copy of this ${placeWord}’s data`,
    blocks: [
      text(
        `${readyWords(asked, 'a minute or so')} Open the page and type this code there:`,
        [{ bold: asked.code ?? '' }],
        `Your request is ${asked.ticket}.`,
      ),
      note(
        `The code works once, within two hours, and only while you manage this ${placeWord}. The copy is kept for 7 days.`,
      ),
      actions(link('Open the page', `${deps.config.publicUrl}/export`)),
    ],
  };
}

/** What goes and what stays, before anything happens. */
export async function askDeleteData(context: Context, team: VisitedTeam): Promise<Card> {
  const place = placeOf(context);
  return {
    tone: 'notice',
    title: `Delete this ${place}’s data?`,
    blocks: [
      text(...workspaceLeavingLines(await readWorkspaceLeaving(context.deps, team), place)),
      actions(button('Delete it now', { name: 'workspace-data', args: { what: 'delete' } }, 'danger'), backToData),
    ],
  };
}

export async function deleteData(context: Context, { workspaceId }: VisitedTeam): Promise<Card> {
  const place = placeOf(context);
  const { ticket, pageUrl } = await beginDeletion(context.deps, {
    ...{ erased: { kind: 'workspace', workspaceId }, origin: 'chat', proof: 'chat_identity', chat: null },
  });
  return {
    tone: 'done',
    title: `This ${place}’s data is being deleted`,
    blocks: [
      text(
        `Your request is ${ticket}.`,
        ...(pageUrl === null ? [] : ['The receipt is on its page in a moment. Keep its link.']),
        `To end it for good, remove UPixel from the ${place} as well.`,
      ),
      actions(...(pageUrl === null ? [] : [link('Its page', pageUrl)])),
    ],
  };
}
