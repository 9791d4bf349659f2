import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { ExportState, refetchMs } from './export-state.tsx';

/** A copy of everything that is kept about the account. */
export default function DataPage() {
  const client = useQueryClient();
  const exports = useQuery({
    queryKey: keys.exports,
    queryFn: ({ signal }) => call('listExports', { signal }),
    refetchInterval: ({ state }) => refetchMs(state.data?.items[0]),
  });
  const ask = useMutation({
    mutationFn: () => call('requestExport'),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.exports }),
  });
  const items = exports.data?.items ?? [];
  const isWaiting = items[0]?.state === 'waiting';
  return (
    <Page title="Your data" width="reading">
      <Sheet aria-labelledby="copy">
        <h2 id="copy">A copy of everything</h2>
        <p>
          One zip with all of it: your pictures, prompts, credits, payments, sessions and whatever else is kept of you.
          It opens without a connection, in a browser, a spreadsheet or a program. It says what it leaves out, and why.
        </p>
        <p className={text.soft}>
          It costs nothing, takes minutes, an hour at most, and you get a mail. The files stay here for 7 days.
        </p>
        {exports.error && <ProblemAlert error={exports.error} onRetry={() => void exports.refetch()} />}
        {ask.error && <ProblemAlert error={ask.error} />}
        {exports.data && (
          <Button onClick={() => ask.mutate()} loading={ask.isPending} disabled={isWaiting}>
            {isWaiting ? 'Your copy is being made' : 'Make a copy of my data'}
          </Button>
        )}
        {ask.data && <p role="status">Your request is {ask.data.ticket}.</p>}
      </Sheet>
      {items.map((each) => (
        <ExportState key={each.id} of={each} part={(number) => ({ href: plainPaths.exportPart(each.id, number) })} />
      ))}
    </Page>
  );
}
