import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { menuOptions } from '../../shell/menu-options.ts';
import { ProjectForm } from '../projects/project-form.tsx';
import classes from './project-menu.module.css';
import { useProjects } from './use-projects.ts';

interface ProjectMenuProps {
  /** The button that opens it. */
  children: ReactNode;
  /** The project of the images, if they are all in one. */
  current?: string | null;
  onChoose: (projectId: string | null) => void;
}

/** The projects that images can be moved to, "none", and a new one. */
export function ProjectMenu({ children, current, onChoose }: ProjectMenuProps) {
  const projects = useProjects();
  const [isMaking, setMaking] = useState(false);
  const open = (projects.data?.items ?? []).filter(({ archivedAt, id }) => archivedAt === null || id === current);
  const choice = (id: string | null, name: string) => (
    <Menu.Item key={id} onClick={() => onChoose(id)} {...(id === current ? { 'aria-current': true } : {})}>
      {name}
    </Menu.Item>
  );
  return (
    <>
      <Menu
        {...menuOptions}
        classNames={{ dropdown: classes.menu, itemLabel: classes.itemLabel }}
        width={260}
        position="bottom-start"
      >
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <div className={classes.list}>
            {open.map(({ id, name }) => choice(id, name))}
            {choice(null, 'No project')}
          </div>
          <Menu.Divider />
          <Menu.Item onClick={() => setMaking(true)}>New project…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ProjectForm
        editing={isMaking ? 'new' : undefined}
        onClose={() => setMaking(false)}
        onSaved={({ id }) => onChoose(id)}
      />
    </>
  );
}
