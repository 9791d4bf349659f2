import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import { contactQuery } from '../../policy/contact.ts';
import { AskSection } from './ask-section.tsx';
import { DeleteSection } from './delete-section.tsx';
import { RequestsSection } from './requests-section.tsx';
import { StatisticsSection } from './statistics-section.tsx';

/** What somebody can do about their data, and what they asked. */
export default function PrivacySettingsPage() {
  const privacy = useQuery({ queryKey: keys.privacy, queryFn: ({ signal }) => call('getPrivacy', { signal }) });
  const { data: contact } = useQuery(contactQuery);
  return (
    <Page
      title="Your data"
      width="reading"
      description={
        <>
          What we keep, why, and for how long is in the{' '}
          <Anchor component={Link} to="/privacy" underline="always">
            privacy policy
          </Anchor>
          ; what you agreed to in the{' '}
          <Anchor component={Link} to="/terms" underline="always">
            terms
          </Anchor>
          .
          {contact && (
            <>
              {' '}
              Questions are answered by{' '}
              <Anchor underline="always" href={`mailto:${contact.contact}`}>
                {contact.contact}
              </Anchor>
              .
            </>
          )}
        </>
      }
    >
      <Sheet aria-labelledby="copy">
        <h2 id="copy">A copy of everything</h2>
        <p>
          <Anchor component={Link} to="/settings/data" underline="always">
            Get one zip
          </Anchor>{' '}
          with all that is kept about you, made within minutes.
        </p>
      </Sheet>
      {privacy.error && <ProblemAlert error={privacy.error} onRetry={() => void privacy.refetch()} />}
      {privacy.isPending && <Skeleton height={320} aria-label="Loading what you asked" />}
      {privacy.data && (
        <>
          <RequestsSection requests={privacy.data.requests} />
          <AskSection contact={contact?.contact} />
          <DeleteSection />
          <StatisticsSection objects={privacy.data.objectsToStatistics} />
        </>
      )}
    </Page>
  );
}
