import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { menuOptions } from './menu-options.ts';
import classes from './more-menu.module.css';

interface MoreMenuProps {
  /** What it is about, for those who do not see where it stands. */
  of: string;
  /** In pixels; as wide as its items if left out. */
  width?: number;
  children: ReactNode;
}

/** What else can be done with a card: three dots that open a menu. */
export function MoreMenu({ of, width, children }: MoreMenuProps) {
  return (
    <Menu
      {...menuOptions}
      position="bottom-end"
      classNames={{ dropdown: classes.menu }}
      {...(width === undefined ? {} : { width })}
    >
      <Menu.Target>
        <UnstyledButton className={classes.more} aria-label={`More about ${of}`}>
          <span aria-hidden="true">⋯</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
