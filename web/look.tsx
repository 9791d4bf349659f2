import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { schemeManager } from './client/scheme.ts';
import { theme, variables } from './theme.ts';

/** Our colours and fonts for everything within, light or dark as the person chose or as the system is. */
export const Look = ({ children }: { children: ReactNode }) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    colorSchemeManager={schemeManager}
  >
    {children}
  </MantineProvider>
);
