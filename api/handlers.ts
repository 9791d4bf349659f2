import { accountHandlers } from './account/handlers.ts';
import { adminHandlers } from './admin/handlers.ts';
import { apiKeyHandlers } from './api-keys/handlers.ts';
import { assetHandlers } from './assets/handlers.ts';
import { billingHandlers } from './billing/handlers.ts';
import { deletionHandlers } from './deletion/handlers.ts';
import { generationHandlers } from './generations/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import type { ApiHandlers } from './json/router.ts';
import { ledgerHandlers } from './ledger/handlers.ts';
import { linkHandlers } from './link/handlers.ts';
import { makeHandlers } from './make/handlers.ts';
import { sendHandlers } from './make/send-handlers.ts';
import { modelHandlers } from './models/handlers.ts';
import { paletteHandlers } from './palettes/handlers.ts';
import { preferenceHandlers } from './preferences/handlers.ts';
import { exportHandlers } from './privacy/exports.ts';
import { privacyHandlers } from './privacy/handlers.ts';
import { projectHandlers } from './projects/handlers.ts';
import { recolouringHandlers } from './projects/recolourings.ts';
import { shareHandlers } from './shares/handlers.ts';
import { standingHandlers } from './standing/handlers.ts';
import { teamHandlers } from './teams/handlers.ts';
import { webhookHandlers } from './webhooks/handlers.ts';

/** Every endpoint of the contract; a missing one does not compile. */
export const handlers: ApiHandlers = {
  ...accountHandlers,
  ...homeHandlers,
  ...standingHandlers,
  ...preferenceHandlers,
  ...generationHandlers,
  ...makeHandlers,
  ...sendHandlers,
  ...assetHandlers,
  ...projectHandlers,
  ...recolouringHandlers,
  ...paletteHandlers,
  ...shareHandlers,
  ...ledgerHandlers,
  ...linkHandlers,
  ...modelHandlers,
  ...teamHandlers,
  ...apiKeyHandlers,
  ...webhookHandlers,
  ...privacyHandlers,
  ...deletionHandlers,
  ...exportHandlers,
  ...billingHandlers,
  ...adminHandlers,
};
