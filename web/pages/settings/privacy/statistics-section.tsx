import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../client/call.ts';
import { keys } from '../../../client/queries.ts';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';

export function StatisticsSection({ objects }: { objects: boolean }) {
  const client = useQueryClient();
  const setting = useMutation({
    mutationFn: (wanted: boolean) => call('setStatistics', { body: { objects: wanted } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.privacy }),
  });
  return (
    <Sheet aria-labelledby="statistics">
      <h2 id="statistics">Statistics</h2>
      <p className={text.soft}>
        How often each command and model is used in a day. You are counted under a pseudonym that changes every day;
        only the sums are kept, for 13 months.
      </p>
      {setting.error && <ProblemAlert error={setting.error} />}
      <Switch
        label="Leave me out, in every chat that is linked"
        checked={setting.isPending ? setting.variables : objects}
        disabled={setting.isPending}
        onChange={({ currentTarget }) => setting.mutate(currentTarget.checked)}
      />
    </Sheet>
  );
}
