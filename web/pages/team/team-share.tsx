import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';

/** On an image's page: whether the gallery of the team that paid for it shows it. Nothing if none did. */
export function TeamShare({ asset: { id, paidBy } }: { asset: Pick<Asset, 'id' | 'paidBy'> }) {
  const client = useQueryClient();
  const queryKey = [...keys.assets, id, 'team'];
  const paying = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('getAssetTeam', { params: { id }, signal }),
    enabled: paidBy !== null,
  });
  const sharing = useMutation({
    mutationFn: (isShared: boolean) => call('setAssetTeam', { params: { id }, body: { isShared } }),
    onSuccess: async (answer) => {
      client.setQueryData(queryKey, answer);
      await client.invalidateQueries({ queryKey: keys.teamGallery });
    },
  });
  const team = paying.data?.team;
  if (!team) return null;
  return (
    <div>
      <Switch
        // As it will be, while that is on its way.
        checked={sharing.isPending ? sharing.variables : team.isShared}
        disabled={sharing.isPending}
        onChange={({ currentTarget }) => sharing.mutate(currentTarget.checked)}
        label={`Show it in ${team.name ? `${isolated(team.name)}’s` : 'the team’s'} gallery`}
      />
      <p className={text.small}>
        Members see the picture and your name there, not your words.{' '}
        <Link to={`/team/${team.id}`}>The team’s page</Link>
      </p>
      {sharing.error && <ProblemAlert error={sharing.error} />}
    </div>
  );
}
