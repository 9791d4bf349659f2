import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { FeatureParams } from './portal-features.ts';
import type { PortalConfiguration } from './stored.ts';

interface Wish {
  features: FeatureParams;
  headline: string | null;
  privacyUrl: string | null;
  termsUrl: string | null;
  returnUrl: string | null;
  metadata: Record<string, string>;
  name: string | null;
  isDefault: boolean;
}

export function createConfiguration(world: World, wish: Wish): PortalConfiguration {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = wish.features;
  const now = world.agenda.nowS();
  const configuration = {
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: {
      headline: wish.headline,
      privacy_policy_url: wish.privacyUrl,
      terms_of_service_url: wish.termsUrl,
    },
    created: now,
    default_return_url: wish.returnUrl,
    features: {
      customer_update: { allowed_updates: customer?.allowed_updates ?? [], enabled: customer?.enabled ?? false },
      invoice_history: { enabled: wish.features.invoice_history?.enabled ?? false },
      payment_method_update: {
        enabled: wish.features.payment_method_update?.enabled ?? false,
        payment_method_configuration: null,
      },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: cancel?.enabled ?? false,
        mode: cancel?.mode ?? 'at_period_end',
        proration_behavior: cancel?.proration_behavior ?? 'none',
      },
      subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: update?.default_allowed_updates ?? [],
        enabled: update?.enabled ?? false,
        products:
          update?.products?.map(({ product, prices }) => ({
            adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
            prices,
            product,
          })) ?? null,
        proration_behavior: update?.proration_behavior ?? 'none',
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: 'end_trial',
      },
    },
    is_default: wish.isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: wish.metadata,
    name: wish.name,
    updated: now,
  } satisfies PortalConfiguration;
  world.objects.portalConfigurations.set(configuration.id, configuration);
  world.emit('billing_portal.configuration.created', configuration);
  return configuration;
}

/** The configuration saved in the dashboard: everything is on, and every plan can be switched to. */
export function defaultConfiguration(world: World): PortalConfiguration {
  const existing = [...world.objects.portalConfigurations.values()].find((each) => each.is_default);
  return (
    existing ??
    createConfiguration(world, {
      features: {
        customer_update: { enabled: false },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, mode: 'at_period_end' },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          proration_behavior: 'always_invoice',
        },
      },
      headline: null,
      privacyUrl: null,
      termsUrl: null,
      returnUrl: null,
      metadata: {},
      name: null,
      isDefault: true,
    })
  );
}
