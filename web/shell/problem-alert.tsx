import { Alert, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../client/problem.ts';
import { withNext } from '../client/safe-next.ts';

/** Whatever failed, in words: what happened and what it cost, what to do next, a number to quote. Read out when it appears. */
export function ProblemAlert({
  error,
  onRetry,
  children,
}: {
  /** As thrown by `call`; anything else is worded as a mistake of ours. */
  error: unknown;
  /** Adds "Try again". */
  onRetry?: (() => void) | undefined;
  /** Other ways out. */
  children?: ReactNode;
}) {
  const { type, title, detail, next, reference } = problemOf(error);
  const isAgain = type === 'sign_in_again';
  return (
    <Alert color="red" title={title} role="alert" className="problem">
      <p>{detail}</p>
      <p>{next}</p>
      {/* The words often have it already. */}
      {reference !== undefined && !next.includes(reference) && (
        <p>
          If you ask for help, quote <code>{reference}</code>.
        </p>
      )}
      {(onRetry || children || isAgain) && (
        <div className="problem-ways">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {isAgain && (
            <Button component="a" href={againHere()} size="xs" variant="default">
              Sign in again
            </Button>
          )}
          {children}
        </div>
      )}
    </Alert>
  );
}

/** Signing in once more, and back to this page. */
const againHere = () => withNext('/sign-in?again', location.pathname + location.search);
