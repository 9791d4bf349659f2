import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { ErrorPage } from './shell/error-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { RequireSession } from './shell/require-session.tsx';
import { Shell } from './shell/shell.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

/** Loads a page's script when somebody goes there. */
const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({ Component: (await load()).default });

const open: RouteObject[] = [
  { index: true, lazy: page(() => import('./pages/start/page.tsx')) },
  { path: 'sign-in', lazy: page(() => import('./pages/sign-in/page.tsx')) },
  { path: 'sign-up', lazy: page(() => import('./pages/sign-up/page.tsx')) },
  { path: 'verify', lazy: page(() => import('./pages/verify/page.tsx')) },
  { path: 'forgot-password', lazy: page(() => import('./pages/forgot-password/page.tsx')) },
  { path: 'reset-password', lazy: page(() => import('./pages/reset-password/page.tsx')) },
  { path: 'email/confirm', lazy: page(() => import('./pages/email/confirm-page.tsx')) },
  { path: 'email/undo', lazy: page(() => import('./pages/email/undo-page.tsx')) },
  { path: 'link', lazy: page(() => import('./pages/link/page.tsx')) },
  { path: 'link/undo', lazy: page(() => import('./pages/link-undo/page.tsx')) },
  { path: 'pay/:item', lazy: page(() => import('./pages/pay/page.tsx')) },
  { path: 'billing/done', lazy: page(() => import('./pages/pay/done-page.tsx')) },
  { path: 'deletion', lazy: page(() => import('./pages/deletion/page.tsx')) },
  { path: 'receipt', lazy: page(() => import('./pages/receipt/page.tsx')) },
  { path: 'privacy', lazy: page(() => import('./pages/privacy/page.tsx')) },
  { path: 'privacy/:version', lazy: page(() => import('./pages/privacy/page.tsx')) },
  { path: 'privacy/:version/changes', lazy: page(() => import('./pages/privacy/changes-page.tsx')) },
  { path: 'export', lazy: page(() => import('./pages/export/page.tsx')) },
  { path: 'terms', lazy: page(() => import('./pages/terms/page.tsx')) },
  { path: 'terms/:version', lazy: page(() => import('./pages/terms/page.tsx')) },
  { path: 'terms/:version/changes', lazy: page(() => import('./pages/terms/changes-page.tsx')) },
];

const signedIn: RouteObject[] = [
  { path: 'gallery', lazy: page(() => import('./pages/gallery/page.tsx')) },
  { path: 'gallery/:assetId', lazy: page(() => import('./pages/asset/page.tsx')) },
  { path: 'projects', lazy: page(() => import('./pages/projects/page.tsx')) },
  { path: 'credits', lazy: page(() => import('./pages/credits/page.tsx')) },
  { path: 'billing', lazy: page(() => import('./pages/billing/page.tsx')) },
  { path: 'buy/:item', lazy: page(() => import('./pages/pay/buy-page.tsx')) },
  { path: 'team/:id', lazy: page(() => import('./pages/team/page.tsx')) },
  { path: 'connections', lazy: page(() => import('./pages/connections/page.tsx')) },
  { path: 'settings/delete', lazy: page(() => import('./pages/delete-account/page.tsx')) },
  { path: 'settings', lazy: page(() => import('./pages/settings/page.tsx')) },
  { path: 'settings/privacy', lazy: page(() => import('./pages/settings/privacy/page.tsx')) },
  { path: 'settings/data', lazy: page(() => import('./pages/data/page.tsx')) },
  { path: 'admin', lazy: page(() => import('./pages/admin/page.tsx')) },
  { path: 'admin/usage', lazy: page(() => import('./pages/admin/usage/page.tsx')) },
  { path: 'admin/reports', lazy: page(() => import('./pages/admin/reports/page.tsx')) },
  { path: 'admin/rules', lazy: page(() => import('./pages/admin/rules/page.tsx')) },
  { path: 'admin/privacy', lazy: page(() => import('./pages/admin/privacy/page.tsx')) },
];

/** Every address of the site. */
export const createRouter = () =>
  createBrowserRouter([
    {
      element: <Shell />,
      HydrateFallback: ShellSkeleton,
      errorElement: <ErrorPage />,
      children: [
        {
          // Again inside the shell, so that a page that fails leaves the navigation usable.
          errorElement: <ErrorPage />,
          children: [
            ...open,
            { element: <RequireSession />, children: signedIn },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
