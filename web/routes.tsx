import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { createBrowserRouter, matchPath, type RouteObject } from 'react-router';
import { addressOf, type PagePath, pagePaths } from '#core/contract/addresses.ts';
import { loadScript } from './client/load-script.ts';
import { signedInAs } from './client/queries.ts';
import { ErrorPage } from './shell/error-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { RequireSession } from './shell/require-session.tsx';
import { Shell } from './shell/shell.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

/** The page of every address; a missing one does not compile. Its script is loaded when somebody goes there. */
const pages: Record<PagePath, () => Promise<{ default: ComponentType }>> = {
  '/': () => import('./pages/start/page.tsx'),
  '/sign-in': () => import('./pages/sign-in/page.tsx'),
  '/sign-up': () => import('./pages/sign-up/page.tsx'),
  '/verify': () => import('./pages/verify/page.tsx'),
  '/forgot-password': () => import('./pages/forgot-password/page.tsx'),
  '/reset-password': () => import('./pages/reset-password/page.tsx'),
  '/email/confirm': () => import('./pages/email/confirm-page.tsx'),
  '/email/undo': () => import('./pages/email/undo-page.tsx'),
  '/link': () => import('./pages/link/page.tsx'),
  '/link/undo': () => import('./pages/link-undo/page.tsx'),
  '/pay/:item': () => import('./pages/pay/page.tsx'),
  '/billing/done': () => import('./pages/pay/done-page.tsx'),
  '/deletion': () => import('./pages/deletion/page.tsx'),
  '/receipt': () => import('./pages/receipt/page.tsx'),
  '/developers': () => import('./pages/developers/page.tsx'),
  '/privacy': () => import('./pages/privacy/page.tsx'),
  '/privacy/:version': () => import('./pages/privacy/page.tsx'),
  '/privacy/:version/changes': () => import('./pages/privacy/changes-page.tsx'),
  '/export': () => import('./pages/export/page.tsx'),
  '/terms': () => import('./pages/terms/page.tsx'),
  '/terms/:version': () => import('./pages/terms/page.tsx'),
  '/terms/:version/changes': () => import('./pages/terms/changes-page.tsx'),
  '/make': () => import('./pages/make/page.tsx'),
  '/gallery': () => import('./pages/gallery/page.tsx'),
  '/gallery/:assetId': () => import('./pages/asset/page.tsx'),
  '/compare': () => import('./pages/compare/page.tsx'),
  '/trash': () => import('./pages/trash/page.tsx'),
  '/s/:token': () => import('./pages/share-link/page.tsx'),
  '/shared': () => import('./pages/shared/page.tsx'),
  '/projects': () => import('./pages/projects/page.tsx'),
  '/projects/:projectId/colours': () => import('./pages/recolour/page.tsx'),
  '/palettes': () => import('./pages/palettes/page.tsx'),
  '/pixel-art': () => import('./pages/pixel-art/page.tsx'),
  '/credits': () => import('./pages/credits/page.tsx'),
  '/billing': () => import('./pages/billing/page.tsx'),
  '/buy/:item': () => import('./pages/pay/buy-page.tsx'),
  '/team/:id': () => import('./pages/team/page.tsx'),
  '/connections': () => import('./pages/connections/page.tsx'),
  '/settings/keys': () => import('./pages/settings/keys/page.tsx'),
  '/settings/webhooks': () => import('./pages/settings/webhooks/page.tsx'),
  '/settings/delete': () => import('./pages/delete-account/page.tsx'),
  '/settings': () => import('./pages/settings/page.tsx'),
  '/settings/privacy': () => import('./pages/settings/privacy/page.tsx'),
  '/settings/data': () => import('./pages/data/page.tsx'),
  '/admin': () => import('./pages/admin/page.tsx'),
  '/admin/usage': () => import('./pages/admin/usage/page.tsx'),
  '/admin/reports': () => import('./pages/admin/reports/page.tsx'),
  '/admin/rules': () => import('./pages/admin/rules/page.tsx'),
  '/admin/privacy': () => import('./pages/admin/privacy/page.tsx'),
};

const isPersonal = (path: PagePath) => addressOf[path].seen === 'personal';

/** Every address of the site. */
export function createRouter(client: QueryClient) {
  /** Where somebody is going whose page is not there yet: who has gone elsewhere meanwhile is not led away from there, until they want it again. */
  const addressFor = (path: PagePath) =>
    new Promise<string>((resolve) => {
      const unfollow = router.subscribe(() => isWanted() && unfollow());
      const isWanted = () => {
        const { initialized, navigation } = router.state;
        const goal = initialized ? navigation.location : window.location;
        if (!goal || !matchPath(path, goal.pathname)) return false;
        resolve(goal.pathname + goal.search + goal.hash);
        return true;
      };
      if (isWanted()) unfollow();
    });
  const who = () => signedInAs(client);
  const routeOf = (path: PagePath): RouteObject => ({
    path,
    lazy: async () => ({
      Component: (await loadScript(pages[path], { address: () => addressFor(path), who })).default,
    }),
  });
  const router: ReturnType<typeof createBrowserRouter> = createBrowserRouter([
    {
      element: <Shell />,
      HydrateFallback: ShellSkeleton,
      errorElement: <ErrorPage />,
      children: [
        {
          // Again inside the shell, so that a page that fails leaves the navigation usable.
          errorElement: <ErrorPage />,
          children: [
            ...pagePaths.filter((path) => !isPersonal(path)).map(routeOf),
            { element: <RequireSession />, children: pagePaths.filter(isPersonal).map(routeOf) },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
  return router;
}
