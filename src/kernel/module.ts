import type { Context } from './context.js';
import type { RouteDefinition } from './http/route.js';
import type { NavigationEntry } from './http/serve-routes.js';
import type { Job } from './jobs/jobs.js';
import type { Subscription } from './journal/subscriptions.js';
import type { Municipality } from './tenancy/municipality.js';

/** A type of journal entry: what it means, and every attribute that its data may hold. */
export interface EntryType {
  means: string;
  data: readonly string[];
}

/** What a module found when it compared what it keeps with what the journal says of it. */
export interface Verification {
  checked: number;
  /** What was checked, for the operator: "versions of documents". */
  what: string;
  /** Each thing that does not fit, in words for the operator. */
  faults: string[];
}

/** What a module shows to the app. Making it must have no effect: work begins in `start`. */
export interface Module {
  name: string;
  /** Folder of NNNN_what.sql files. */
  migrations?: URL;
  /** Actions that the access table may name, with what they allow. */
  actions?: Record<string, string>;
  /** Journal entry types that it writes. */
  entries?: Record<string, EntryType>;
  /**
   * Attributes of its entries whose values are a closed list, with that list. Reads definitions where it must; may be
   * asked before `start`. Throws BrokenDefinitions.
   */
  knownValues?(municipality: Municipality): Promise<Record<string, readonly string[]>>;
  routes?: readonly RouteDefinition[];
  navigation?: readonly NavigationEntry[];
  /** Compares what it keeps for one municipality with the journal; `yakuba verify` asks every module. Reads only. */
  verify?(tenant: string): Promise<Verification>;
  jobs?: readonly Job[];
  subscriptions?: readonly Subscription[];
  /** Reads definitions and loads what a new municipality starts from; runs once, before the first request. */
  start?(contexts: readonly Context[]): Promise<void>;
}
