import './client/without-eval.ts';
import '@mantine/core/styles.layer.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient, sessionQuery } from './client/queries.ts';
import { createRouter } from './routes.tsx';
import { theme, variables } from './theme.ts';

const client = createQueryClient();
// Every page needs the session, so fetch it before the page's own script has loaded.
void client.prefetchQuery(sessionQuery);
const router = createRouter();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
