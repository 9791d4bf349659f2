import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Credits, creditsText } from '../../shell/credits.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import sum from '../credits/sum.module.css';
import { Bars } from './bars.tsx';
import { Figures } from './figures.tsx';
import classes from './spending.module.css';
import { dayText, monthText, shortMonthText } from './words.ts';

type Spent = Answered<'getTeamSpending'>;

/** What was spent in a month, by day and by member, and in every month of a year. */
export function Spending({ teamId }: { teamId: string }) {
  const [month, setMonth] = useState<string>();
  const spending = useQuery({
    queryKey: [...keys.team, teamId, 'spending', month ?? null],
    queryFn: ({ signal }) =>
      call('getTeamSpending', { params: { id: teamId }, query: month === undefined ? {} : { month }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Sheet aria-labelledby="team-spent" aria-busy={spending.isFetching}>
      <h2 id="team-spent">Spending</h2>
      {spending.error && <ProblemAlert error={spending.error} onRetry={() => void spending.refetch()} />}
      {spending.data && <Month spent={spending.data} onChoose={setMonth} />}
      {spending.data && spending.data.months.length > 1 && <Months months={spending.data.months} />}
      <p className={text.small}>
        Months are the calendar’s, in UTC. What is being made counts; what was not made does not.
      </p>
    </Sheet>
  );
}

function Month({
  spent: { month, spent, days, members, months },
  onChoose,
}: {
  spent: Spent;
  onChoose: (month: string) => void;
}) {
  const busy = days.filter((day) => day.spent > 0).reverse();
  const bars = days.map(({ day, spent: amount }) => ({ key: day, name: dayText(day), amount }));
  return (
    <>
      <div className={classes.head}>
        <p className={sum.sum} role="status">
          <Credits amount={spent} /> <span className={classes.of}>in {monthText(month)}</span>
        </p>
        {months.length > 1 && (
          <NativeSelect
            aria-label="Month"
            value={month}
            onChange={({ currentTarget }) => onChoose(currentTarget.value)}
            data={months.map((each) => ({ value: each.month, label: monthText(each.month) })).reverse()}
          />
        )}
      </div>
      <div className={classes.days}>
        <Bars
          bars={bars}
          each="day"
          label={`${creditsText(spent)} spent in ${monthText(month)}, by day; the table has the same figures`}
        />
        {busy.length > 0 && (
          <Figures
            caption="By day"
            head="Day"
            rows={busy.map(({ day, spent: amount }) => ({ key: day, name: dayText(day), amount }))}
          />
        )}
      </div>
      {members.length === 0 ? (
        <p className={text.soft}>Nobody used it in {monthText(month)}.</p>
      ) : (
        <Figures
          caption="By member"
          head="Member"
          rows={members.map(({ id, name, spent: amount, requests }) => ({ key: id, name, amount, requests }))}
        />
      )}
    </>
  );
}

function Months({ months }: Pick<Spent, 'months'>) {
  const bars = months.map(({ month, spent: amount }) => ({ key: month, name: shortMonthText(month), amount }));
  return (
    <div className={classes.days}>
      <Bars bars={bars} each="month" label="Credits spent by month; the table has the same figures" />
      <Figures caption="By month" head="Month" rows={[...bars].reverse()} />
    </div>
  );
}
