import { openPortal } from '#core/billing/open-portal.ts';
import type { ApiHandler } from '../json/handler.ts';

export const openOwnPortal: ApiHandler<'openPortal'> = async ({ deps, who }) => ({
  url: await openPortal(deps, who.user),
});
