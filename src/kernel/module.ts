import type { Context } from './context.js';
import type { NavigationEntry } from './http/page-context.js';
import type { RouteDefinition } from './http/route.js';
import type { MessageKey } from './i18n/catalogues.js';
import type { Locale, LocalizedText } from './i18n/locales.js';
import type { Job } from './jobs/jobs.js';
import type { Subscription } from './journal/subscriptions.js';
import type { Municipality } from './tenancy/municipality.js';

/** A type of journal entry: what it means, and every attribute that its data may hold. */
export interface EntryType {
  means: string;
  data: readonly string[];
}

/** A kind of work whose real path is drawn from the journal: what happens to a subject from its beginning on. */
export interface FlowKind {
  /** Part of an address. */
  id: string;
  title: MessageKey;
  /** Type of the entry with which a piece of work begins; its attribute `unit` is the section that owns the work. */
  begins: string;
  /** Entry types that are its steps, in short words; what else happens to the subject is left out. */
  steps: Readonly<Record<string, MessageKey>>;
  /** Those of them that come again as the work goes on: the agreement at one step after the other. */
  repeating?: readonly string[];
  /** Those of them that send the work back: whatever follows is a way back. */
  returning?: readonly string[];
  /** Attribute of the beginning by which different work is told apart, with what there is to choose from. */
  by?: {
    attribute: string;
    label: MessageKey;
    options(context: Context, locale: Locale): readonly { value: string; label: string }[];
  };
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
  /** By attribute of its entries: what that which an id stands for is called; undefined where there is nothing of that id. */
  names?: Readonly<Record<string, (context: Context, id: string) => LocalizedText | undefined>>;
  routes?: readonly RouteDefinition[];
  navigation?: readonly NavigationEntry[];
  /** Compares what it keeps for one municipality with the journal; `yakuba verify` asks every module. Reads only. */
  verify?(tenant: string): Promise<Verification>;
  jobs?: readonly Job[];
  subscriptions?: readonly Subscription[];
  flows?: readonly FlowKind[];
  /** Kinds of things that it puts up for a decision where the table of authority of a municipality requires one. */
  putsUp?: readonly string[];
  /** Reads definitions and loads what a new municipality starts from; runs once, before the first request. */
  start?(contexts: readonly Context[]): Promise<void>;
}
