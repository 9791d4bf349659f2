import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { type PolicyName, policyTitles, policyVersions } from '#core/contract/policies.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { Time } from '../../shell/time.tsx';
import { contactQuery } from './contact.ts';
import { PolicyText } from './markdown.tsx';
import { isVersion, readPolicy } from './texts.ts';
import { Versions } from './versions.tsx';

export const policyQuery = (name: PolicyName, version: string) => ({
  queryKey: ['policy', name, version],
  queryFn: () => readPolicy(name, version),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A policy in its newest version, or in the one of the address. */
export function PolicyPage({ name }: { name: PolicyName }) {
  const [newest] = policyVersions[name];
  const { version = newest } = useParams();
  const isKnown = isVersion(name, version);
  const text = useQuery({ ...policyQuery(name, version), enabled: isKnown });
  const contact = useQuery(contactQuery);
  if (!isKnown) return <NotFoundPage />;
  const error = text.error ?? contact.error;
  return (
    <Page
      title={policyTitles[name]}
      width="reading"
      description={
        <>
          {version === newest ? 'Revised on ' : 'An earlier version, of '}
          <Time at={version} as="date" />
        </>
      }
    >
      <Sheet>
        {error && <ProblemAlert error={error} />}
        {text.data !== undefined && contact.data ? (
          <PolicyText source={text.data} contact={contact.data.contact} />
        ) : (
          !error && <Skeleton height={480} aria-label="Loading the text" />
        )}
      </Sheet>
      <Versions name={name} shown={version} />
    </Page>
  );
}
