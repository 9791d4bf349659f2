import type { Team } from '#core/contract/pages/team.ts';
import { Credits, creditsText } from '../../shell/credits.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import sum from '../credits/sum.module.css';
import { Bars, dayText } from './bars.tsx';
import classes from './spending.module.css';

/** This month by day, as a chart and as a table, and by member. */
export function Spending({ wallet: { spent, days, members } }: { wallet: NonNullable<Team['wallet']> }) {
  const busy = days.filter((day) => day.spent > 0).reverse();
  return (
    <Sheet aria-labelledby="team-spent">
      <h2 id="team-spent">This month</h2>
      <p className={sum.sum}>
        <Credits amount={spent} /> <span className={classes.of}>spent</span>
      </p>
      <div className={classes.days}>
        <Bars days={days} label={`${creditsText(spent)} spent this month, by day; the table has the same figures`} />
        {busy.length > 0 && (
          <Figures
            caption="By day"
            rows={busy.map(({ day, spent: amount }) => ({ key: day, name: dayText(day), amount }))}
          />
        )}
      </div>
      {members.length === 0 ? (
        <p className={text.soft}>Nobody has used it this month.</p>
      ) : (
        <Figures
          caption="By member"
          rows={members.map(({ id, name, spent: amount, requests }) => ({ key: id, name, amount, requests }))}
        />
      )}
      <p className={text.small}>
        The month is the calendar’s, in UTC. What is being made counts; what was not made does not.
      </p>
    </Sheet>
  );
}

interface Row {
  key: string;
  name: string;
  amount: number;
  requests?: number;
}

function Figures({ caption, rows }: { caption: string; rows: Row[] }) {
  const withRequests = rows.some(({ requests }) => requests !== undefined);
  return (
    <table className={classes.figures}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{withRequests ? 'Member' : 'Day'}</th>
          {withRequests && <th scope="col">Requests</th>}
          <th scope="col">Credits</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, amount, requests }) => (
          <tr key={key}>
            <th scope="row" className={text.unbroken}>
              {name}
            </th>
            {withRequests && <td>{requests}</td>}
            <td>{amount.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
