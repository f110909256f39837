import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { kindOf, type Procedure, type ProcedureKind } from '../definition.js';

/** What pages say where it depends on what kind of procedure it is. */
const APPLICATION = {
  begin: 'procedure.start.begin',
  who: 'procedure.start.who',
  ways: 'procedure.start.ways',
  beginTitle: 'procedure.begin.title',
  beginButton: 'procedure.begin.button',
  beginChecked: 'procedure.begin.checked',
  beginContinue: 'procedure.begin.continue',
  beginDrafts: 'procedure.begin.drafts',
  beginNew: 'procedure.begin.newTitle',
  submit: 'procedure.check.submit',
  after: 'procedure.check.after',
  done: 'procedure.done.title',
  doneText: 'procedure.done.text',
  received: 'procedure.next.received',
  submittedText: 'procedure.stateText.submitted',
  completedText: 'procedure.stateText.completed',
  answers: 'procedure.case.answers',
  showAnswers: 'procedure.case.showAnswers',
  version: 'procedure.case.version',
  numberAndDay: 'procedure.my.numberAndDay',
  withdrawOpen: 'procedure.withdraw.open',
  withdrawText: 'procedure.withdraw.text',
  withdrawQuestion: 'procedure.withdraw.question',
  withdrawButton: 'procedure.withdraw.button',
} as const satisfies Record<string, MessageKey>;

export type KindWords = Record<keyof typeof APPLICATION, MessageKey>;

const NOTIFICATION: KindWords = {
  ...APPLICATION,
  begin: 'kind.notification.begin',
  who: 'kind.notification.who',
  ways: 'kind.notification.ways',
  beginTitle: 'kind.notification.beginTitle',
  beginButton: 'kind.notification.beginButton',
  beginChecked: 'kind.notification.beginChecked',
  beginContinue: 'kind.notification.beginContinue',
  beginDrafts: 'kind.notification.beginDrafts',
  beginNew: 'kind.notification.beginNew',
  submit: 'kind.notification.submit',
  after: 'kind.notification.after',
  done: 'kind.notification.done',
  received: 'kind.notification.received',
  submittedText: 'kind.notification.submittedText',
  answers: 'kind.notification.answers',
  showAnswers: 'kind.notification.showAnswers',
  version: 'kind.notification.version',
  numberAndDay: 'kind.notification.numberAndDay',
  withdrawOpen: 'kind.notification.withdrawOpen',
  withdrawText: 'kind.notification.withdrawText',
  withdrawQuestion: 'kind.notification.withdrawQuestion',
  withdrawButton: 'kind.notification.withdrawButton',
};

/** A survey is complete when it is sent: it is not withdrawn, and no step follows. */
const SURVEY: KindWords = {
  ...APPLICATION,
  begin: 'kind.survey.begin',
  who: 'kind.survey.who',
  ways: 'kind.survey.ways',
  beginTitle: 'kind.survey.beginTitle',
  beginButton: 'kind.survey.beginButton',
  beginChecked: 'kind.survey.beginChecked',
  beginContinue: 'kind.survey.beginContinue',
  beginDrafts: 'kind.survey.beginDrafts',
  beginNew: 'kind.survey.beginNew',
  submit: 'kind.survey.submit',
  done: 'kind.survey.done',
  doneText: 'kind.survey.doneText',
  received: 'kind.survey.done',
  submittedText: 'kind.survey.done',
  completedText: 'kind.survey.done',
  answers: 'kind.survey.answers',
  showAnswers: 'kind.survey.showAnswers',
  version: 'kind.survey.version',
  numberAndDay: 'kind.survey.numberAndDay',
};

const WORDS: Record<ProcedureKind, KindWords> = {
  application: APPLICATION,
  notification: NOTIFICATION,
  survey: SURVEY,
};

export const kindWords = (procedure: Pick<Procedure, 'kind'>): KindWords => WORDS[kindOf(procedure)];
