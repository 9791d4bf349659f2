import { Skeleton, Switch } from '@mantine/core';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Saved } from './saved.tsx';
import { usePreferences } from './use-preferences.ts';

/** What the bot tells somebody of itself, in chat. */
export function NoticesSection() {
  const { query, saving, preferences } = usePreferences();
  const off = preferences?.noticesOff ?? [];
  return (
    <Sheet aria-labelledby="notices-title">
      <h2 id="notices-title">Notices</h2>
      <p className={text.soft}>What the bot tells you in chat, you alone, without being asked.</p>
      {query.error && !query.data && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={72} aria-label="Loading your notices" />}
      {query.data?.notices.map(({ value, label }) => (
        <Switch
          key={value}
          label={label}
          checked={!off.includes(value)}
          disabled={saving.isPending}
          onChange={({ currentTarget }) => {
            const others = off.filter((each) => each !== value);
            saving.mutate({ noticesOff: currentTarget.checked ? others : [...others, value] });
          }}
        />
      ))}
      {saving.error && <ProblemAlert error={saving.error} />}
      <Saved isDone={saving.isSuccess}>Saved.</Saved>
      <p className={text.small}>Receipts, what concerns your security or your data, and new policies always come.</p>
    </Sheet>
  );
}
