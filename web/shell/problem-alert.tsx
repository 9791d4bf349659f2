import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '../client/problem.ts';
import { signedInAs } from '../client/queries.ts';
import { withNext } from '../client/safe-next.ts';
import { keepUnsent } from '../client/unsent.ts';
import alert from './alert.module.css';
import { WayToStop } from './leaving.tsx';
import classes from './problem-alert.module.css';

/** An error in words: what happened and what it cost, what to do next, a reference to quote. Announced when it appears. */
export function ProblemAlert({
  error,
  onRetry,
  children,
}: {
  /** As thrown by `call`; anything else is worded as our own mistake. */
  error: unknown;
  /** Adds "Try again". */
  onRetry?: (() => void) | undefined;
  /** Other ways to go on. */
  children?: ReactNode;
}) {
  const { type, title, detail, next, reference } = problemOf(error);
  const isAgain = type === 'sign_in_again';
  const isLeaving = type === 'deletion_under_way';
  return (
    <Alert
      color="red"
      title={title}
      role="alert"
      classNames={{ root: alert.root, title: alert.title, message: alert.message }}
    >
      <p>{detail}</p>
      <p>{next}</p>
      {/* The words often contain it already. */}
      {reference !== undefined && !next.includes(reference) && (
        <p>
          If you ask for help, quote <code>{reference}</code>.
        </p>
      )}
      {(onRetry || children || isAgain || isLeaving) && (
        <div className={classes.ways}>
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {isAgain && <SignInAgain />}
          {isLeaving && <WayToStop />}
          {children}
        </div>
      )}
    </Alert>
  );
}

/** Signing in again, and back to this page, where what was typed is there still. */
function SignInAgain() {
  const client = useQueryClient();
  return (
    <Button
      component="a"
      href={withNext('/sign-in?again', location.pathname + location.search)}
      onClick={() => keepUnsent(signedInAs(client))}
      size="xs"
      variant="default"
    >
      Sign in again
    </Button>
  );
}
