import { Link } from 'react-router';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { defaultsOf } from '../projects/defaults-of.ts';
import classes from './project-head.module.css';
import { imagesText } from './words.ts';

/** The head of a gallery that shows one project: a link to the projects, its defaults and its notes. */
export function ProjectHead({ project }: { project: Project }) {
  return (
    <>
      <Link to="/projects">Projects</Link> · {imagesText(project.assetCount)} · {defaultsOf(project)}
      {project.archivedAt !== null && ' · archived'}
      {project.notes !== '' && <p className={classes.notes}>{project.notes}</p>}
    </>
  );
}
