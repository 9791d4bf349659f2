import { type Router, Router as router } from 'express';
import { z } from 'zod';
import { findPicture } from '#core/assets/find-picture.ts';
import { shownKinds } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';
import { notFound } from '#core/not-found.ts';
import { remembered } from '#core/remembered.ts';
import { findTeamFor } from '#core/teams/find-team-for.ts';
import { type ReadSession, signedOut } from '../json/router.ts';
import { sendMoving } from './send-moving.ts';
import { sendPicture } from './send-picture.ts';

const picture = z.object({ workspaceId: z.uuid(), id: z.uuid(), kind: z.enum(shownKinds) });

/** A page shows many at once, and the chat, which limits questions, is asked who is a member. For no longer: whoever has left sees nothing more. */
const keepMs = 5_000;
const mostPeople = 5_000;

/** Pictures that a team paid for, for its members, as long as their owners show them. */
export function teamFileRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();
  const teamOf = remembered(
    async (key) => {
      const [workspaceId = '', userId = ''] = key.split('/');
      const team = await findTeamFor(deps, { workspaceId, userId });
      return team?.isMember ? team : undefined;
    },
    { keepMs, most: mostPeople },
  );

  routes.get('/files/teams/:workspaceId/:id/:kind', async (request, response) => {
    const who = await readSession(request);
    response.set('cache-control', 'no-store'); // for errors
    if (!who) throw signedOut();
    const wanted = picture.safeParse(request.params);
    if (!wanted.success) throw notFound('There is no such image');
    const { workspaceId, id, kind } = wanted.data;
    const team = await teamOf(`${workspaceId}/${who.user.userId}`);
    const shared = team && (await findPicture(deps, { id, sharedWith: { workspaceId, walletId: team.walletId } }));
    // Asked after each time: what is taken back is gone from the other browsers, too.
    const over = { 'cache-control': 'private, no-cache' };
    if (kind === 'moving') await sendMoving(deps, shared && { ...shared, prompt: '' }, { over }, { request, response });
    else await sendPicture(deps, shared, { kind, over, isUnnamed: true }, { request, response });
  });

  return routes;
}
