import './projects.css';
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { Project } from '#core/contract/shapes.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useProjects } from '../gallery/use-projects.ts';
import { ProjectCard } from './project-card.tsx';
import { ProjectForm } from './project-form.tsx';

/** Collections of images, with what /imagine takes for them. */
export default function ProjectsPage() {
  const projects = useProjects();
  const [editing, setEditing] = useState<Project | 'new'>();
  const items = projects.data?.items ?? [];
  const create = <Button onClick={() => setEditing('new')}>New project</Button>;
  return (
    <Page
      title="Projects"
      description={
        <>
          Name one in chat and it gives its defaults and gets the images: <code>/imagine prompt:… project:Icons</code>,
          in Slack <code>/imagine … --project Icons</code>.
        </>
      }
      actions={items.length > 0 && create}
    >
      {projects.error && <ProblemAlert error={projects.error} onRetry={() => void projects.refetch()} />}
      {projects.isPending && <Skeleton height={180} aria-label="Loading your projects" />}
      {projects.data && items.length === 0 && (
        <EmptyState icon="projects" title="No projects yet" action={create}>
          A project keeps images together, with a model, a size and a style of its own.
        </EmptyState>
      )}
      <ul className="projects">
        {items.map((project) => (
          <ProjectCard key={project.id} project={project} onEdit={() => setEditing(project)} />
        ))}
      </ul>
      <ProjectForm editing={editing} onClose={() => setEditing(undefined)} />
    </Page>
  );
}
