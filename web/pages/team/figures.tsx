import text from '../../shell/text.module.css';
import type { Bar } from './bars.tsx';
import classes from './figures.module.css';

interface Row extends Bar {
  requests?: number;
}

/** The same as a chart, in figures; of members with their requests. */
export function Figures({ caption, head, rows }: { caption: string; head: string; rows: Row[] }) {
  const withRequests = rows.some(({ requests }) => requests !== undefined);
  return (
    <table className={classes.figures}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
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
            {withRequests && <td>{requests?.toLocaleString('en')}</td>}
            <td>{amount.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
