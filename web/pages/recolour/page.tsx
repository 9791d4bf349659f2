import { Anchor, Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useProjects } from '../gallery/use-projects.ts';
import { Choice } from './choice.tsx';
import { Recolourings } from './recolourings.tsx';
import { useArt } from './use-art.ts';
import { leftOutText } from './words.ts';

/** A project’s pixel art in the colours of another palette: looked at first, and copied into a project of its own. */
export default function RecolourPage() {
  const { projectId = '' } = useParams();
  const projects = useProjects();
  const project = projects.data?.items.find(({ id }) => id === projectId);
  return (
    <Page
      title={project ? `Swap the colours of ${isolated(project.name)}` : 'Swap colours'}
      description={
        <>
          <Anchor component={Link} to="/projects" underline="always" inherit>
            Projects
          </Anchor>{' '}
          · Copies in other colours, in a new project. It costs nothing, and the originals stay as they are.
        </>
      }
    >
      {projects.error && <ProblemAlert error={projects.error} onRetry={() => void projects.refetch()} />}
      {projects.data && !project && (
        <EmptyState icon="projects" title="There is no such project">
          It was deleted, or it is somebody else’s.
        </EmptyState>
      )}
      {project && <Found key={project.id} project={project} />}
    </Page>
  );
}

function Found({ project }: { project: Project }) {
  const found = useArt(project.id);
  return (
    <>
      <Recolourings projectId={project.id} />
      {found.error && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && (
        <div aria-busy="true">
          <p role="status">Looking through its images…</p>
          <Skeleton height={240} radius={10} />
        </div>
      )}
      {found.data && found.data.art.length === 0 && (
        <EmptyState icon="projects" title="No image of few colours is in it">
          Images with at most 256 colours can be swapped, up to 384 pixels on a side or drawn on a grid.{' '}
          {leftOutText(found.data).join(' ')}
        </EmptyState>
      )}
      {found.data && found.data.art.length > 0 && <Choice project={project} found={found.data} />}
    </>
  );
}
