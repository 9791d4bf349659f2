import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Team } from '#core/contract/pages/team.ts';
import { call } from '../../client/call.ts';
import { problemOf } from '../../client/problem.ts';
import { keys } from '../../client/queries.ts';
import { Page } from '../../shell/page.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Payments } from '../billing/payments.tsx';
import { Buy } from './buy.tsx';
import { Plan } from './plan.tsx';
import { SharedGallery } from './shared-gallery.tsx';
import { Spending } from './spending.tsx';
import { TeamData } from './team-data.tsx';
import { Use } from './use.tsx';
import { Wallet } from './wallet.tsx';

/** A team's wallet, for its managers; their own part of it, for those who use it; the plan, for whoever pays for it. */
export default function TeamPage() {
  const { id = '' } = useParams();
  const team = useQuery({
    queryKey: [...keys.team, id],
    queryFn: ({ signal }) => call('getTeam', { params: { id }, signal }),
  });
  if (team.data) return <Found team={team.data} />;
  return (
    <Page title="Team">
      {team.isPending && <Skeleton height={320} aria-label="Loading your team" />}
      {team.error && (
        <ProblemAlert error={team.error} onRetry={() => void team.refetch()}>
          {problemOf(team.error).status === 404 && (
            <p>
              Whoever manages a Discord server or a Slack workspace sees its page here: type <code>/team</code> there (
              <code>/upixel team</code> in Slack) once a month at least, with this account linked. Whoever had images
              paid by it in the last three months, and is still there, sees what is in it.
            </p>
          )}
        </ProblemAlert>
      )}
    </Page>
  );
}

function Found({ team }: { team: Team }) {
  const portal = useMutation({
    mutationFn: async () => {
      const { url } = await call('openTeamPortal', { params: { id: team.id } });
      location.assign(url);
      await new Promise(() => {}); // stay busy until the browser has left
    },
  });
  const { wallet, use } = team;
  return (
    <Page
      title={team.name || 'Your team'}
      description={<PlatformBadge platform={team.platform} place="team wallet" />}
      actions={
        team.hasPortal && (
          <Button variant="default" loading={portal.isPending} onClick={() => portal.mutate()}>
            Card, invoices, cancel
          </Button>
        )
      }
    >
      {portal.error && <ProblemAlert error={portal.error} />}
      {wallet && <Wallet wallet={wallet} teamId={team.id} />}
      {use && <Use use={use} platform={team.platform} />}
      {wallet && <Spending teamId={team.id} />}
      {(wallet || use) && <SharedGallery teamId={team.id} isManager={wallet !== null} />}
      <Plan team={team} />
      {wallet && <Buy team={team} />}
      {(wallet || team.payments.length > 0) && <Payments payments={team.payments} />}
      {wallet && <TeamData team={team} />}
    </Page>
  );
}
