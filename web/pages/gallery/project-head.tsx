import { Link } from 'react-router';
import type { Project } from '#core/contract/shapes.ts';
import { defaultsOf } from '../projects/defaults-of.ts';
import { imagesText } from './words.ts';

/** Of a gallery that shows one project: where it belongs, and what it gives. */
export function ProjectHead({ project }: { project: Project }) {
  return (
    <>
      <Link to="/projects">Projects</Link> · {imagesText(project.assetCount)} · {defaultsOf(project)}
      {project.archivedAt !== null && ' · archived'}
    </>
  );
}
