import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { Issue, IssueState, SealKind, SealPicture, Way } from '../issue.js';

export const WAY_WORDS = {
  counter: 'dispatch.way.counter',
  post: 'dispatch.way.post',
  mail: 'dispatch.way.mail',
  my: 'dispatch.way.my',
} as const satisfies Record<Way, string>;

const ISSUE_WORDS = {
  prepared: 'dispatch.state.prepared',
  ready: 'dispatch.state.ready',
  dispatched: 'dispatch.state.dispatched',
  cancelled: 'dispatch.state.cancelled',
} as const satisfies Record<IssueState, string>;

const TONES = {
  prepared: 'waiting',
  ready: 'active',
  dispatched: 'done',
  cancelled: 'neutral',
} as const satisfies Record<IssueState, StatusTone>;

const SEAL_WORDS = {
  electronic: 'dispatch.seal.electronic',
  picture: 'dispatch.seal.picture',
  omitted: 'dispatch.seal.omitted',
} as const satisfies Record<SealKind, string>;

export const issueMark = (t: Translator, state: IssueState): { tone: StatusTone; label: string } => ({
  tone: TONES[state],
  label: t(ISSUE_WORDS[state]),
});

/** The name of the seal where a picture of one is used. */
export const sealText = (
  t: Translator,
  { seal, sealId }: Pick<Issue, 'seal' | 'sealId'>,
  seals: readonly SealPicture[] = [],
): string => seals.find(({ id }) => id === sealId)?.title ?? t(SEAL_WORDS[seal]);
