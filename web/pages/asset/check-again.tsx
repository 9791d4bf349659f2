import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { loadInPlace } from '../../client/load-script.ts';
import type { DownloadCheck } from '../../pixels/check-download.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import classes from './contract.module.css';

/** Nobody need believe us: the file that one would download is checked by this page. */
export function CheckAgain({ asset }: { asset: Asset }) {
  const checking = useMutation({
    mutationFn: async () => {
      const { checkDownload } = await loadInPlace(() => import('../../pixels/check-download.ts'));
      return checkDownload(asset);
    },
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className={classes.check}
        loading={checking.isPending}
        onClick={() => checking.mutate()}
      >
        Check the download here
      </Button>
      <div role="status" className={classes.checked}>
        {checking.data && <Checked {...checking.data} />}
      </div>
      {checking.error && <ProblemAlert error={checking.error} />}
    </>
  );
}

function Checked({ facts, breaches, byteLength, isAsStored }: DownloadCheck) {
  return (
    <>
      <p className={classes.facts}>{facts}</p>
      {breaches.map((sentence) => (
        <p key={sentence} className={text.small}>
          {sentence}
        </p>
      ))}
      <p className={text.small}>{storedWords(byteLength, isAsStored)}</p>
    </>
  );
}

function storedWords(byteLength: number, isAsStored: boolean | undefined): string {
  const counted = `Counted in this browser from the ${byteLength.toLocaleString('en')} bytes of the download.`;
  if (isAsStored === undefined) return counted;
  return isAsStored
    ? `${counted} They are those that were stored: their SHA-256 is the same.`
    : `${counted} They are not those that were stored: their SHA-256 is another. Load the page again, and download it anew.`;
}
