import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Notice } from '../../shell/notice.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import classes from './receipt.module.css';

/** A receipt, as we check it ourselves. */
export function Receipt({ receipt }: { receipt: string }) {
  const checked = useQuery({
    queryKey: [...keys.deletion, 'receipt', receipt],
    queryFn: ({ signal }) => call('checkReceipt', { body: { receipt }, signal }),
  });
  if (checked.error) return <ProblemAlert error={checked.error} />;
  if (!checked.data) return <PageSkeleton />;
  const said = checked.data.receipt;
  if (said === null)
    return (
      <Notice title="We did not sign this" tone="careful">
        Something is missing, or was changed. Copy all of it, from the first letter to the last.
      </Notice>
    );
  return (
    <Sheet>
      <Notice title="We signed this receipt" tone="good">
        It is of the request {said.ticket}.
      </Notice>
      {said.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <code className={classes.receipt}>{receipt}</code>
      <CopyButton text={receipt} label="Copy the receipt" />
    </Sheet>
  );
}
