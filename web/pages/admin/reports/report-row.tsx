import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import type { AdminReport } from '#core/contract/pages/admin-abuse.ts';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { Ways } from '../../../shell/ways.tsx';
import rows from '../rows.module.css';
import type { Doing } from './report-dialog.tsx';

interface Props {
  report: AdminReport;
  onDo: (what: Doing) => void;
}

export function ReportRow({ report, onDo }: Props) {
  const { prompt, pictures, isHidden, links, reports, walletId } = report;
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <strong>{isolated(prompt)}</strong>
        <span className={text.small}>
          {pictures === 1 ? '1 picture' : `${pictures} pictures`}
          {isHidden && ' · hidden'}
          {links > 0 && ` · shown by ${links === 1 ? '1 link' : `${links} links`}`}
        </span>
        {reports.map(({ reason, words, byLink, createdAt }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reports have no id of their own here, and never change their order
          <span key={index}>
            {reason}
            {words !== '' && `: ${isolated(words)}`} · {byLink && 'by a link · '}
            <Time at={createdAt} />
          </span>
        ))}
      </div>
      <Ways>
        <Button variant="default" size="xs" onClick={() => onDo('look')}>
          See it
        </Button>
        <Button variant="default" size="xs" onClick={() => onDo(isHidden ? 'show' : 'hide')}>
          {isHidden ? 'Show again' : 'Hide'}
        </Button>
        {links > 0 && (
          <Button variant="default" size="xs" onClick={() => onDo('revoke')}>
            {links === 1 ? 'End the link' : 'End the links'}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => onDo('delete')}>
          Delete
        </Button>
        <Button variant="default" size="xs" onClick={() => onDo('dismiss')}>
          Nothing is wrong
        </Button>
        <Button component={Link} to={`/admin?wallet=${walletId}`} variant="default" size="xs">
          Who made it
        </Button>
      </Ways>
    </li>
  );
}
