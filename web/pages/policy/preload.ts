import type { QueryClient } from '@tanstack/react-query';
import { type PolicyName, policyVersions } from '#core/contract/policies.ts';
import { contactQuery } from './contact.ts';
import { policyQuery } from './page.tsx';

/** What its page shows, so that it can be drawn without a pause. */
export async function preloadPolicy(client: QueryClient, name: PolicyName): Promise<void> {
  const [newest] = policyVersions[name];
  await Promise.all([client.prefetchQuery(policyQuery(name, newest)), client.prefetchQuery(contactQuery)]);
}
