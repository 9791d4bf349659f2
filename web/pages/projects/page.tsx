import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { useProjects } from '../gallery/use-projects.ts';
import classes from './page.module.css';
import { ProjectCard } from './project-card.tsx';
import { ProjectForm } from './project-form.tsx';

/** Collections of images, with the defaults that /imagine takes from them. */
export default function ProjectsPage() {
  const projects = useProjects();
  const [editing, setEditing] = useState<Project | 'new'>();
  const [saved, setSaved] = useState('');
  const [query, setQuery] = useSearchParams();
  const withArchived = query.has('archived');
  const items = projects.data?.items ?? [];
  const archived = items.filter(({ archivedAt }) => archivedAt !== null);
  const open = items.filter(({ archivedAt }) => archivedAt === null);
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
      actions={
        <>
          <Button component={Link} to="/palettes" variant="default">
            Palettes
          </Button>
          {items.length > 0 && create}
        </>
      }
    >
      {projects.error && <ProblemAlert error={projects.error} onRetry={() => void projects.refetch()} />}
      {projects.isPending && <ProjectsSkeleton />}
      {projects.data && open.length === 0 && (
        <EmptyState
          icon="projects"
          title={archived.length > 0 ? 'All projects are archived' : 'No projects yet'}
          action={create}
        >
          A project keeps images together, with a model, a size and a style of its own.
        </EmptyState>
      )}
      <Cards projects={open} onEdit={setEditing} />
      {archived.length > 0 && (
        <section className={classes.archived} aria-label="Archived projects">
          <Button
            variant="subtle"
            aria-expanded={withArchived}
            onClick={() => setQuery(withArchived ? {} : { archived: '' }, { replace: true, preventScrollReset: true })}
          >
            {withArchived ? 'Hide archived' : `Show archived (${archived.length})`}
          </Button>
          {withArchived && <Cards projects={archived} onEdit={setEditing} />}
        </section>
      )}
      <p role="status" className={text.visuallyHidden}>
        {saved}
      </p>
      <ProjectForm
        editing={editing}
        onClose={() => setEditing(undefined)}
        onSaved={({ name }) => setSaved(`${quoted(name)} is ${editing === 'new' ? 'made' : 'saved'}.`)}
      />
    </Page>
  );
}

function Cards({ projects, onEdit }: { projects: Project[]; onEdit: (project: Project) => void }) {
  if (projects.length === 0) return null;
  return (
    <ul className={classes.projects}>
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} onEdit={() => onEdit(project)} />
      ))}
    </ul>
  );
}

function ProjectsSkeleton() {
  return (
    <div className={classes.projects} aria-busy="true">
      <span className={text.visuallyHidden}>Loading your projects…</span>
      {['first', 'second', 'third'].map((each) => (
        <Skeleton key={each} height={300} radius={14} />
      ))}
    </div>
  );
}
