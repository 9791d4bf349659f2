import { Link } from 'react-router';
import type { Project } from '#core/contract/pages/shapes.ts';
import { defaultsOf } from '../projects/defaults-of.ts';
import { imagesText } from './words.ts';

/** The head of a gallery that shows one project: a link to the projects, and its defaults. */
export function ProjectHead({ project }: { project: Project }) {
  return (
    <>
      <Link to="/projects">Projects</Link> · {imagesText(project.assetCount)} · {defaultsOf(project)}
      {project.archivedAt !== null && ' · archived'}
    </>
  );
}
