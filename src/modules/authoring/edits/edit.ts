import type { Locale } from '#kernel/i18n/locales.js';
import type { DraftDocument, DraftField, DraftPage } from '../model.js';

export type Path = readonly (string | number)[];
export type DraftCheck = NonNullable<DraftPage['checks']>[number];

/** Where a condition stands. */
export type ConditionPlace =
  | { kind: 'page'; page: string }
  | { kind: 'field'; field: string }
  | { kind: 'check'; page: string; at: number }
  | { kind: 'reduction'; at: number };

/** One change to a definition, as data: what the editor's pages make of what was typed. */
export type Edit =
  | { kind: 'set'; values: Partial<Omit<DraftDocument, 'id' | 'form' | 'version'>> }
  | { kind: 'setForm'; values: Partial<Pick<DraftDocument['form'], 'purpose' | 'legalBasis'>> }
  | { kind: 'addPage'; page: DraftPage }
  | { kind: 'changePage'; page: string; values: Pick<DraftPage, 'title'> & { id?: string } }
  | { kind: 'movePage'; page: string; by: -1 | 1 }
  | { kind: 'removePage'; page: string; cascade?: boolean }
  | { kind: 'addField'; page: string; field: DraftField }
  | { kind: 'changeField'; id: string; field: DraftField }
  | { kind: 'moveField'; id: string; by: -1 | 1 }
  | { kind: 'moveFieldTo'; id: string; page: string }
  | { kind: 'removeField'; id: string; cascade?: boolean }
  | { kind: 'setCondition'; place: ConditionPlace; source: string | undefined }
  | { kind: 'setCheck'; page: string; at: number | null; check: DraftCheck }
  | { kind: 'removeCheck'; page: string; at: number }
  /** To the form of a part that others complete. */
  | { kind: 'inPart'; part: string; edit: Edit }
  | { kind: 'setText'; path: Path; locale: Locale; text: string };

export type RefusalCode =
  | 'unknownPage'
  | 'unknownPart'
  | 'unknownField'
  | 'unknownPlace'
  | 'pageIdTaken'
  | 'fieldIdTaken'
  | 'badId'
  | 'atEdge'
  | 'stillUsed'
  | 'optionUsed';

/** How one part of a definition uses a question. */
export interface Use {
  as:
    | 'pageCondition'
    | 'fieldCondition'
    | 'calculation'
    | 'check'
    | 'checkPlace'
    | 'fee'
    | 'reduction'
    | 'reductionAmount'
    | 'evidence'
    | 'delivery'
    | 'printed'
    | 'capacity'
    | 'proof'
    | 'partRequired'
    | 'partShows'
    | 'public';
  path: Path;
  /** The expression, or the id itself. */
  source: string;
}

export type Edited =
  | {
      ok: true;
      document: DraftDocument;
      /** What went or was rewritten along with it. */
      along: readonly Use[];
    }
  | { ok: false; code: RefusalCode; ids: readonly string[]; uses: readonly Use[] };
