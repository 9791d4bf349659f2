import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Answered } from '#core/contract/pages/contract.ts';
import { Sheet } from '../../../shell/sheet.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import rows from '../rows.module.css';

/** Whom most was refused; what is done about them is done on their own page. */
export function Offenders({ offenders }: { offenders: Answered<'adminListReports'>['offenders'] }) {
  return (
    <Sheet aria-labelledby="offenders">
      <h2 id="offenders">Refused again and again</h2>
      {offenders.length === 0 && <p className={text.soft}>Nobody in the last week.</p>}
      {offenders.length > 0 && (
        <ul className={rows.rows}>
          {offenders.map(({ walletId, points, isBlocked, blockedUntil }) => (
            <li key={walletId} className={rows.row}>
              <div className={rows.words}>
                <strong>
                  {points} {points === 1 ? 'point' : 'points'} of refusals
                </strong>
                {isBlocked && (
                  <span>
                    Blocked
                    {blockedUntil && (
                      <>
                        {' '}
                        until <Time at={blockedUntil} />
                      </>
                    )}
                  </span>
                )}
              </div>
              <Button component={Link} to={`/admin?wallet=${walletId}`} variant="default" size="xs">
                Look
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
