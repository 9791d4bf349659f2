import type { AdminUsage } from '#core/contract/pages/admin.ts';
import { platforms } from '#core/contract/platforms.ts';
import classes from './usage-table.module.css';

export function UsageTable({ items }: { items: AdminUsage[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.wide} tabIndex={0} aria-label="Sums of each day">
      <table>
        <thead>
          <tr>
            <th>Day</th>
            <th>Chat</th>
            <th>Command</th>
            <th>Model</th>
            <th>Outcome</th>
            <th>Requests</th>
            <th>People</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ day, platform, command, model, outcome, requests, people }) => (
            <tr key={[day, platform, command, model, outcome].join()}>
              <td>{day}</td>
              <td>{platforms[platform].label}</td>
              <td>{command}</td>
              <td>{model}</td>
              <td>{outcome}</td>
              <td>{requests.toLocaleString('en-US')}</td>
              <td>{people.toLocaleString('en-US')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
