import * as p from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import type { Account } from '../objects/stored.ts';

export const account = {
  id: 'acct_1SandboxAccount00',
  object: 'account',
  charges_enabled: true,
  country: 'US',
  default_currency: 'usd',
  details_submitted: true,
  email: 'owner@example.com',
  metadata: {},
  payouts_enabled: true,
  settings: null,
  type: 'standard',
} satisfies Account;

export const accountRoutes: Record<string, Route> = {
  'GET /v1/account': route(p.fields({}), () => account),
};
