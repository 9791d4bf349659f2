import { shown } from '../../assets/shown.ts';

/** A team with the wallet that it has now: what another one paid for is not shown. */
export interface Shared {
  workspaceId: string;
  walletId: string;
}

/** Of assets: what its gallery shows, if nothing else forbids it. An owner who is blocked, or about to be erased, shows nothing. */
export const inGalleryOf = ({ workspaceId, walletId }: Shared) => ({
  ...shown,
  sharedTeamId: workspaceId,
  generation: { walletId },
  user: { blockedAt: null, deletionDueAt: null },
});
