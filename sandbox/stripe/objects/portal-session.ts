import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { PortalConfiguration, PortalSession } from './stored.ts';

/** How long the page can be opened. */
export const portalSessionS = 3600;

export function createPortalSession(
  world: World,
  customer: string,
  configuration: PortalConfiguration,
  returnUrl: string | undefined,
): PortalSession {
  const id = newId('bps');
  const session = {
    id,
    object: 'billing_portal.session',
    configuration: configuration.id,
    created: world.agenda.nowS(),
    customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: returnUrl ?? configuration.default_return_url,
    url: `${world.url()}/portal/${id}`,
  } satisfies PortalSession;
  world.objects.portalSessions.set(id, session);
  world.emit('billing_portal.session.created', session);
  return session;
}
