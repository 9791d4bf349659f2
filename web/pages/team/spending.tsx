import type { Team } from '#core/contract/team.ts';
import { Credits, creditsText } from '../../shell/credits.tsx';
import { Bars, dayText } from './bars.tsx';

/** This month by day, as a picture and as a table, and by member. */
export function Spending({ wallet: { spent, days, members } }: { wallet: NonNullable<Team['wallet']> }) {
  const busy = days.filter((day) => day.spent > 0).reverse();
  return (
    <section className="sheet" aria-labelledby="team-spent">
      <h2 id="team-spent">This month</h2>
      <p className="lots-balance">
        <Credits amount={spent} /> <span className="team-of">spent</span>
      </p>
      <div className="team-days">
        <Bars days={days} label={`${creditsText(spent)} spent this month, by day; the table has the same figures`} />
        {busy.length > 0 && (
          <Figures
            caption="By day"
            rows={busy.map(({ day, spent: amount }) => ({ key: day, name: dayText(day), amount }))}
          />
        )}
      </div>
      {members.length === 0 ? (
        <p className="soft">Nobody has used it this month.</p>
      ) : (
        <Figures
          caption="By member"
          rows={members.map(({ id, name, spent: amount, requests }) => ({ key: id, name, amount, requests }))}
        />
      )}
      <p className="small">
        The month is the calendar’s, in UTC. What is being made counts; what was not made does not.
      </p>
    </section>
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
    <table className="team-figures">
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
            <th scope="row" className="unbroken">
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
