import { useQuery } from '@tanstack/react-query';
import { standingQuery } from '../client/queries.ts';
import { Notice } from './notice.tsx';
import { Time } from './time.tsx';

/** Where people wait for pictures: while nobody works on them. Gone by itself when somebody does. */
export function NothingMade() {
  const { data } = useQuery(standingQuery);
  if (data?.making !== 'stopped') return null;
  return (
    <Notice title="Nothing is being made just now" tone="careful">
      What makes the images{' '}
      {data.stoppedSince === null ? (
        'has not begun its work yet'
      ) : (
        <>
          was last seen at work <Time at={data.stoppedSince} />
        </>
      )}
      . What you ask for waits in line and is made once it is back; what still waits can be canceled, and then costs
      nothing. Nothing that you have is lost.
    </Notice>
  );
}
