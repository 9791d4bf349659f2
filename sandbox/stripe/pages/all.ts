import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import type { World } from '../world.ts';
import { chargeForm, dashboardPage } from './dashboard.ts';
import { invoicePage, invoicePdf, payInvoiceForm, receiptPage } from './invoice.ts';
import { authenticateForm, authenticatePage, payForm, payPage } from './pay.ts';
import { portalPage } from './portal.ts';
import { portalForm } from './portal-actions.ts';

/** The pages that people see in the browser. */
export function pageRoutes(world: World, changed: () => void): Routes {
  const shown = (page: (world: World, request: Request) => Answer) => (request: Request) => {
    world.agenda.run();
    const answer = page(world, request);
    if (request.method !== 'GET') changed();
    return answer;
  };
  return {
    'GET /': shown(dashboardPage),
    'POST /charges/:id': shown(chargeForm),
    'GET /pay/:id': shown(payPage),
    'POST /pay/:id': shown(payForm),
    'GET /pay/:id/authenticate': shown(authenticatePage),
    'POST /pay/:id/authenticate': shown(authenticateForm),
    'GET /invoice/:id': shown(invoicePage),
    'POST /invoice/:id': shown(payInvoiceForm),
    'GET /invoice/:id/pdf': shown(invoicePdf),
    'GET /receipt/:id': shown(receiptPage),
    'GET /portal/:id': shown(portalPage),
    'POST /portal/:id': shown(portalForm),
  };
}
