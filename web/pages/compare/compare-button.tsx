import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { compareAddress, mostCompared } from './address.ts';

/** For a selection: side by side, if there are two to four. */
export function CompareButton({ ids }: { ids: readonly string[] }) {
  const fits = ids.length >= 2 && ids.length <= mostCompared;
  if (!fits)
    return (
      <Button size="xs" variant="default" disabled title="Choose two to four images">
        Compare
      </Button>
    );
  return (
    <Button component={Link} to={compareAddress(ids)} size="xs" variant="default">
      Compare
    </Button>
  );
}
