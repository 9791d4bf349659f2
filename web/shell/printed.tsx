import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import classes from './printed.module.css';
import { useUser } from './require-session.tsx';

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** On paper alone: whose page that is, and when it was printed. */
export function Printed() {
  const { email } = useUser();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    // The browser lays the page out for paper right after the event.
    const now = () => flushSync(() => setAt(new Date()));
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, []);
  return (
    <p className={classes.printed}>
      Account {email}, printed on {time.format(at)}
    </p>
  );
}
