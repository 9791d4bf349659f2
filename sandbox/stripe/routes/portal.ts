import { invalid } from '../api/errors.ts';
import { page } from '../api/list.ts';
import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { change, need } from '../objects/need.ts';
import { createConfiguration, defaultConfiguration } from '../objects/portal-configuration.ts';
import { type FeatureParams, features } from '../objects/portal-features.ts';
import { createPortalSession } from '../objects/portal-session.ts';
import type { PortalConfiguration } from '../objects/stored.ts';
import type { World } from '../world.ts';

const profile = p.fields({
  headline: p.orEmpty(p.text.max(60)).optional(),
  privacy_policy_url: p.url.optional(),
  terms_of_service_url: p.url.optional(),
});
const configuration = {
  business_profile: profile.optional(),
  default_return_url: p.orEmpty(p.url).optional(),
  metadata: p.metadata.optional(),
  name: p.orEmpty(p.text).optional(),
};
const noun = 'configuration';

export const portalRoutes: Record<string, Route> = {
  'POST /v1/billing_portal/sessions': route(
    p.fields({
      customer: p.text,
      return_url: p.url.optional(),
      configuration: p.text.optional(),
      locale: p.text.optional(),
    }),
    (world, params) => {
      const customer = need(world.objects.customers, 'customer', params.customer, 'customer');
      const used = params.configuration
        ? need(world.objects.portalConfigurations, noun, params.configuration, 'configuration')
        : defaultConfiguration(world);
      if (!used.active) throw invalid(`The configuration ${used.id} is not active.`, 'configuration');
      return createPortalSession(world, customer.id, used, params.return_url);
    },
  ),

  'POST /v1/billing_portal/configurations': route(p.fields({ features, ...configuration }), (world, params) => {
    checkProducts(world, params.features);
    return createConfiguration(world, {
      features: params.features,
      headline: params.business_profile?.headline ?? null,
      privacyUrl: params.business_profile?.privacy_policy_url ?? null,
      termsUrl: params.business_profile?.terms_of_service_url ?? null,
      returnUrl: params.default_return_url ?? null,
      metadata: p.mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      isDefault: false,
    });
  }),

  'GET /v1/billing_portal/configurations': route(
    p.fields({ active: p.flag.optional(), is_default: p.flag.optional(), ...p.paging }),
    (world, params) => {
      defaultConfiguration(world);
      return page(
        [...world.objects.portalConfigurations.values()].filter(
          (each) =>
            (params.active ?? each.active) === each.active &&
            (params.is_default ?? each.is_default) === each.is_default,
        ),
        params,
        '/v1/billing_portal/configurations',
        noun,
      );
    },
  ),

  'GET /v1/billing_portal/configurations/:id': route(p.fields({}), ({ objects }, _params, { id }) =>
    need(objects.portalConfigurations, noun, id),
  ),

  'POST /v1/billing_portal/configurations/:id': route(
    p.fields({ active: p.flag.optional(), features: features.optional(), ...configuration }),
    (world, params, { id }) => {
      const existing = need(world.objects.portalConfigurations, noun, id);
      if (params.features) checkProducts(world, params.features);
      const { business_profile: business, features: wished } = params;
      const previous = change(existing, {
        active: params.active ?? existing.active,
        business_profile: {
          headline: business?.headline ?? existing.business_profile.headline,
          privacy_policy_url: business?.privacy_policy_url ?? existing.business_profile.privacy_policy_url,
          terms_of_service_url: business?.terms_of_service_url ?? existing.business_profile.terms_of_service_url,
        },
        default_return_url:
          params.default_return_url === undefined ? existing.default_return_url : params.default_return_url,
        metadata: p.mergeMetadata(existing.metadata ?? {}, params.metadata),
        name: params.name === undefined ? existing.name : params.name,
        features: mergeFeatures(existing.features, wished),
        updated: world.agenda.nowS(),
      });
      world.emit('billing_portal.configuration.updated', existing, previous);
      return existing;
    },
  ),
};

function mergeFeatures(
  before: PortalConfiguration['features'],
  wished: FeatureParams | undefined,
): PortalConfiguration['features'] {
  // Fields that were sent replace the old ones; all others stay.
  return JSON.parse(JSON.stringify(merge(before, wished ?? {})));
}

function merge(before: unknown, wished: object): unknown {
  const result: Record<string, unknown> = { ...(before as object) };
  for (const [key, value] of Object.entries(wished)) {
    if (value === undefined) continue;
    const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
    result[key] = isFields ? merge(result[key] ?? {}, value) : value;
  }
  return result;
}

/** Products and prices to switch to must exist and belong together. */
function checkProducts({ objects }: World, { subscription_update: update }: FeatureParams) {
  if (!update?.enabled) return;
  for (const [index, { product, prices }] of (update.products ?? []).entries()) {
    const at = `features[subscription_update][products][${index}]`;
    need(objects.products, 'product', product, `${at}[product]`);
    for (const id of prices) {
      const price = need(objects.prices, 'price', id, `${at}[prices]`);
      if (price.product !== product) throw invalid(`The price ${id} does not belong to ${product}.`, `${at}[prices]`);
    }
  }
}
