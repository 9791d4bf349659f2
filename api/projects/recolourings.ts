import type { Recolouring } from '#core/contract/pages/recolourings.ts';
import { colourOfHex } from '#core/pixel/colour/hex.ts';
import { beginRecolouring } from '#core/projects/recolouring/begin.ts';
import {
  type LeftReason,
  leftOut,
  leftReasons,
  listRecolourings,
  readRecolouring,
} from '#core/projects/recolouring/read.ts';
import { undoRecolouring } from '#core/projects/recolouring/undo.ts';
import { counted } from '#core/words.ts';
import type { ApiHandlers } from '../json/router.ts';

type Row = Awaited<ReturnType<typeof readRecolouring>>;

export const recolouringHandlers = {
  async recolourProject({ deps, who }, { params, body: { swap, ...wanted } }) {
    const { userId } = who.user;
    const pairs = new Map(swap.map(({ from, to }) => [colourOf(from), colourOf(to)] as const));
    const id = await beginRecolouring(deps, { ...wanted, userId, projectId: params.id, swap: pairs });
    return present(await readRecolouring(deps, { userId, id }));
  },
  async listRecolourings({ deps, who }, { params }) {
    const found = await listRecolourings(deps, { userId: who.user.userId, projectId: params.id });
    return { items: found.map(present) };
  },
  async undoRecolouring({ deps, who }, { params }) {
    return { deleted: await undoRecolouring(deps, { id: params.id, userId: who.user.userId }) };
  },
} satisfies Partial<ApiHandlers>;

/** Of a colour that the contract let in. */
const colourOf = (hex: string) => colourOfHex(hex)?.colour ?? 0;

const present = (row: Row): Recolouring => ({
  id: row.id,
  fromProjectId: row.fromProjectId,
  toProjectId: row.toProjectId,
  total: row.assetIds.length,
  done: row.done,
  made: row.made,
  leftOut: leftWords(row.left),
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

function leftWords(left: unknown): string[] {
  const counts = leftOut.parse(left);
  return leftReasons.flatMap((reason) => {
    const count = counts[reason] ?? 0;
    return count === 0 ? [] : [`${counted(count, 'image')} ${words[reason]}.`];
  });
}

const words = {
  moves: 'left out: animations would stand still',
  too_many_colours: 'left out: more than 256 colours',
  none_of_them: 'left out: none of these colours is in it',
  unreadable: 'left out: the file cannot be read whole',
  gone: 'left out: not there any more',
} satisfies Record<LeftReason, string>;
