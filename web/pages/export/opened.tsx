import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ExportState, refetchMs } from '../data/export-state.tsx';

/** A copy that a code has opened: how far it is, and its files. */
export function Opened({ pass }: { pass: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['export', pass],
    queryFn: ({ signal }) => call('seeExport', { body: { pass }, signal }),
    refetchInterval: ({ state }) => refetchMs(state.data?.export),
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return <ExportState of={data.export} part={() => ({ pass })} />;
}
