import { Button } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useSession } from '../client/queries.ts';
import classes from './standing.module.css';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const page = '/settings/delete';

/** While the deletion of the account is due: its day, what does not work meanwhile, and the way to stop it; on every page but the one that stops it. */
export function Leaving({ dueAt }: { dueAt: string }) {
  const { pathname } = useLocation();
  if (pathname === page) return null;
  return (
    <section className={classes.standing} aria-label="The deletion of your account">
      <div className={classes.line} data-tone="careful">
        <p>
          <strong>Your account will be deleted on {day.format(new Date(dueAt))}.</strong> Until then nothing new can be
          made, bought, given or linked, and your API keys and share links do not work.
        </p>
        <div className={classes.ways}>
          <StopLink />
        </div>
      </div>
    </section>
  );
}

const StopLink = () => (
  <Button component={Link} to={page} size="xs" variant="default">
    Stop the deletion
  </Button>
);

/** Beside a refusal for it; nothing if the deletion is another person’s. */
export function WayToStop() {
  const { data } = useSession();
  return data?.user?.deletionDueAt ? <StopLink /> : null;
}
