import { actorRef, tenantOf } from '#kernel/context.js';
import type { HeldForms } from '#kernel/held-forms.js';
import type { Kernel } from '#kernel/kernel.js';
import { dropHeldForm, heldFormsOf, keepHeldForm } from '../store/held-forms.js';
import { findSession } from '../store/sessions.js';

/**
 * What somebody typed while their session ended: given back to nobody but the one whose session it was, in the browser
 * that sent it. Who shows no session that ever was keeps nothing here.
 */
export const createHeldForms = ({ clock, database, vault }: Kernel): HeldForms => ({
  hold: ({ code }, sessionToken, browser, form) =>
    database.transaction(code, async (tx) => {
      const now = clock.now();
      const session = await findSession(tx, vault, sessionToken, now);
      if (!session) return false;
      await keepHeldForm(tx, vault, { browser, holder: actorRef(session.actor) }, form, now);
      return true;
    }),
  waiting: (context, browser) =>
    database.transaction(tenantOf(context), (tx) =>
      heldFormsOf(tx, vault, { browser, holder: actorRef(context.actor) }, context.clock.now()),
    ),
  drop: (context, id) =>
    database.transaction(tenantOf(context), (tx) => dropHeldForm(tx, actorRef(context.actor), id)),
});
