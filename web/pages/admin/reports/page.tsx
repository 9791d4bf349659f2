import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AdminReport } from '#core/contract/pages/admin-abuse.ts';
import { call } from '../../../client/call.ts';
import { keys, useSession } from '../../../client/queries.ts';
import { NotFoundPage } from '../../../shell/not-found-page.tsx';
import { Page } from '../../../shell/page.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import rows from '../rows.module.css';
import { Offenders } from './offenders.tsx';
import { type Doing, ReportDialog } from './report-dialog.tsx';
import { ReportRow } from './report-row.tsx';

/** What people reported, and who tries again and again; for operators. For everybody else this page does not exist. */
export default function AdminReportsPage() {
  const { data: session } = useSession();
  const [doing, setDoing] = useState<{ report: AdminReport; what: Doing }>();
  const queue = useQuery({
    queryKey: [...keys.admin, 'reports'],
    queryFn: ({ signal }) => call('adminListReports', { signal }),
    enabled: session?.isOperator === true,
  });
  if (!session?.isOperator) return <NotFoundPage />;
  return (
    <Page
      title="Reports"
      description={
        <>
          Looking at a picture is written down, too. Back to the{' '}
          <Anchor component={Link} to="/admin" underline="always">
            operator’s page
          </Anchor>
          .
        </>
      }
    >
      {queue.error && <ProblemAlert error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <Skeleton height={240} aria-label="Loading the reports" />}
      {queue.data && (
        <>
          <Sheet aria-labelledby="reported">
            <h2 id="reported">Reported pictures</h2>
            {queue.data.reports.length === 0 && <p className={text.soft}>Nothing is waiting.</p>}
            {queue.data.reports.length > 0 && (
              <ul className={rows.rows}>
                {queue.data.reports.map((report) => (
                  <ReportRow key={report.generationId} report={report} onDo={(what) => setDoing({ report, what })} />
                ))}
              </ul>
            )}
          </Sheet>
          <Offenders offenders={queue.data.offenders} />
        </>
      )}
      <ReportDialog doing={doing} onClose={() => setDoing(undefined)} />
    </Page>
  );
}
