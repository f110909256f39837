import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type AuthoringModule, createAuthoringModule } from '#modules/authoring/module.js';
import { type CounterModule, createCounterModule } from '#modules/counter/module.js';
import { createDatasetModule, type DatasetModule } from '#modules/dataset/module.js';
import { createDecisionModule, type DecisionModule } from '#modules/decision/module.js';
import { createFlowModule } from '#modules/flow/module.js';
import { createIdentityModule, type IdentityModule } from '#modules/identity/module.js';
import { createJournalModule } from '#modules/journal/module.js';
import { createMapModule } from '#modules/map/module.js';
import { createNoticeModule } from '#modules/notice/module.js';
import { createOrganizationModule, type OrganizationModule } from '#modules/organization/module.js';
import { createPaymentModule, type PaymentModule } from '#modules/payment/module.js';
import { createPlaceModule, type PlaceModule } from '#modules/place/module.js';
import type { Countable } from '#modules/plan/api.js';
import { createPlanModule, type PlanModule } from '#modules/plan/module.js';
import { createPortalModule } from '#modules/portal/module.js';
import { createProcedureModule, type ProcedureModule } from '#modules/procedure/module.js';
import { createRecordsModule, type RecordsModule } from '#modules/records/module.js';
import { createRegisterModule, type RegisterModule } from '#modules/register/module.js';
import { createReportModule, type ReportModule } from '#modules/report/module.js';

export interface Modules {
  /** In the order of their needs: a module after those it calls. */
  all: readonly Module[];
  /** In the order in which the menus list what they bring. */
  inMenus: readonly Module[];
  counter: CounterModule;
  dataset: DatasetModule;
  identity: IdentityModule;
  organization: OrganizationModule;
  decision: DecisionModule;
  payment: PaymentModule;
  place: PlaceModule;
  plan: PlanModule;
  procedure: ProcedureModule;
  records: RecordsModule;
  report: ReportModule;
  register: RegisterModule;
  authoring: AuthoringModule;
}

/** The one place that knows all modules. */
export function createModules(kernel: Kernel): Modules {
  const identity = createIdentityModule(kernel, (context) => [
    ...procedure.api.proceduresOf(context),
    ...report.api.keyServices(context),
  ]);
  const journal = createJournalModule(kernel, () => all.flatMap(({ entries }) => Object.keys(entries ?? {})));
  const plan = createPlanModule(
    kernel,
    (municipality) => countableIn(all, municipality),
    (attribute, ...asked) => all.find(({ names }) => names?.[attribute])?.names?.[attribute]?.(...asked),
  );
  const place = createPlaceModule(kernel);
  const organization = createOrganizationModule(kernel, identity.api);
  const decision = createDecisionModule(kernel, {
    identity: identity.api,
    organization: organization.api,
    // The register knows drafts; what drafts ask of it is handed in.
    register: {
      find: (...asked) => records.api.finding.find(...asked),
      named: (...asked) => records.api.finding.named(...asked),
      isOpen: (...asked) => records.api.finding.isOpen(...asked),
    },
    putUp: () => all.flatMap(({ putsUp }) => putsUp ?? []),
  });
  const payment = createPaymentModule(kernel, identity.api, decision.api);
  const register = createRegisterModule(kernel, {
    identity: identity.api,
    payment: payment.api,
    decision: decision.api,
    places: place.api,
    // What is about its rows knows the register; the register is handed what to ask.
    related: () => [procedure.api.related, report.api.related],
  });
  const procedure = createProcedureModule(
    kernel,
    identity.api,
    payment.api,
    place.api,
    plan.api.countedBy,
    decision.api,
    register.api,
  );
  const authoring = createAuthoringModule(kernel, {
    procedure: procedure.api,
    decision: decision.api,
    staffNames: identity.api.staffNames,
  });
  const counter = createCounterModule(kernel, procedure.api, place.api, identity.api);
  const report = createReportModule(kernel, {
    actorOfKey: identity.actorOfKey,
    countedFor: plan.api.countedBy,
    registers: register.api,
    pointing: () => map.pointing,
  });
  const records = createRecordsModule(kernel, {
    identity: identity.api,
    decision: decision.api,
    organization: organization.api,
    procedure: procedure.api,
    payment: payment.api,
  });
  const map = createMapModule(kernel, {
    register: register.api,
    place: place.api,
    others: [report.api.onMap],
  });
  const dataset = createDatasetModule(kernel, {
    register: register.api,
    plan: plan.api,
    decision: decision.api,
  });
  const all: Module[] = [
    journal,
    identity,
    organization,
    decision,
    plan,
    payment,
    place,
    register,
    procedure,
    authoring,
    counter,
    records,
    report,
    map,
    dataset,
  ];
  const portal = createPortalModule(
    {
      lifeEvents: procedure.api.lifeEvents,
      guides: counter.api.guides,
      popularProcedures: procedure.api.popularProcedures,
      plan: plan.api,
    },
    () => all.flatMap(({ routes }) => routes ?? []),
  );
  const notice = createNoticeModule(kernel, {
    partiesOf: procedure.api.partiesOf,
    titleOf: procedure.api.titleOf,
    reportingUnits: plan.api.reportingUnits,
    draftTitle: authoring.api.draftTitle,
    registerTitle: register.api.draftTitle,
    staffWho: identity.api.staffWho,
    deciders: decision.api.deciders,
    draftNames: decision.api.namesOf,
    addresseeOf: records.api.addresseeOf,
    damageTitleOf: report.api.kindTitle,
    datasetTitle: dataset.api.titleOf,
    dashboardTitle: dataset.api.dashboardTitleOf,
  });
  const flow = createFlowModule(kernel, () => inMenus.flatMap(({ flows }) => flows ?? []));
  all.push(portal, notice, flow);
  const inMenus: Module[] = [
    portal,
    notice,
    procedure,
    counter,
    decision,
    authoring,
    payment,
    place,
    plan,
    records,
    report,
    map,
    register,
    dataset,
    flow,
    organization,
    identity,
    journal,
  ];
  return {
    all,
    inMenus,
    authoring,
    counter,
    dataset,
    decision,
    identity,
    organization,
    payment,
    place,
    plan,
    procedure,
    records,
    report,
    register,
  };
}

/** Every attribute of every journal entry, with its values where the module that writes it knows them all. */
async function countableIn(modules: readonly Module[], municipality: Municipality): Promise<Countable> {
  const countable: Countable = {};
  for (const { entries = {}, knownValues } of modules) {
    const values = (await knownValues?.(municipality)) ?? {};
    for (const [type, { data }] of Object.entries(entries)) {
      countable[type] = Object.fromEntries(data.map((key) => [key, values[key] ?? null]));
    }
  }
  return countable;
}
