import enAddress from './en/address.js';
import enApiKeys from './en/apiKeys.js';
import enAuthoring from './en/authoring.js';
import enBulk from './en/bulk.js';
import enCases from './en/cases.js';
import enCasework from './en/casework.js';
import enChecks from './en/checks.js';
import enCommon from './en/common.js';
import enCopies from './en/copies.js';
import enCounter from './en/counter.js';
import enDashboard from './en/dashboard.js';
import enData from './en/data.js';
import enDataset from './en/dataset.js';
import enDates from './en/dates.js';
import enDecision from './en/decision.js';
import enDecisionFigures from './en/decisionFigures.js';
import enDispatch from './en/dispatch.js';
import enDraftAway from './en/draftAway.js';
import enDraftEnd from './en/draftEnd.js';
import enDraftFile from './en/draftFile.js';
import enDraftLinks from './en/draftLinks.js';
import enDraftReview from './en/draftReview.js';
import enEditor from './en/editor.js';
import enErrors from './en/errors.js';
import enFault from './en/fault.js';
import enFigures from './en/figures.js';
import enFinder from './en/finder.js';
import enFlow from './en/flow.js';
import enForms from './en/forms.js';
import enGuide from './en/guide.js';
import enHandBack from './en/handBack.js';
import enHarvest from './en/harvest.js';
import enHeld from './en/held.js';
import enIdentity from './en/identity.js';
import enInbox from './en/inbox.js';
import enKind from './en/kind.js';
import enLetter from './en/letter.js';
import enMap from './en/map.js';
import enMarks from './en/marks.js';
import enMeasure from './en/measure.js';
import enMessage from './en/message.js';
import enNotice from './en/notice.js';
import enNoticeWork from './en/noticeWork.js';
import enOnBehalf from './en/onBehalf.js';
import enOrganization from './en/organization.js';
import enPaper from './en/paper.js';
import enPaperForm from './en/paperForm.js';
import enPart from './en/part.js';
import enPartnerKeys from './en/partnerKeys.js';
import enPayment from './en/payment.js';
import enPaymentDesk from './en/paymentDesk.js';
import enPaymentSandbox from './en/paymentSandbox.js';
import enPlan from './en/plan.js';
import enPlanCount from './en/planCount.js';
import enPortal from './en/portal.js';
import enProblem from './en/problem.js';
import enProcedure from './en/procedure.js';
import enRecords from './en/records.js';
import enRefundDecision from './en/refundDecision.js';
import enRegister from './en/register.js';
import enRegisterCheck from './en/registerCheck.js';
import enRegisterDesk from './en/registerDesk.js';
import enRegisterDisposal from './en/registerDisposal.js';
import enRegisterImport from './en/registerImport.js';
import enRegisterList from './en/registerList.js';
import enRegisters from './en/registers.js';
import enRegisterTies from './en/registerTies.js';
import enReissue from './en/reissue.js';
import enReissueDesk from './en/reissueDesk.js';
import enRelated from './en/related.js';
import enReply from './en/reply.js';
import enReportDesk from './en/reportDesk.js';
import enReportFigures from './en/reportFigures.js';
import enReports from './en/reports.js';
import enResult from './en/result.js';
import enReview from './en/review.js';
import enRevocation from './en/revocation.js';
import enSavedViews from './en/savedViews.js';
import enScan from './en/scan.js';
import enShapefile from './en/shapefile.js';
import enStaff from './en/staff.js';
import enStaffEntry from './en/staffEntry.js';
import enStatistics from './en/statistics.js';
import enSurvey from './en/survey.js';
import enTemplate from './en/template.js';
import enUi from './en/ui.js';
import enUnmanned from './en/unmanned.js';
import enUpload from './en/upload.js';
import enUsage from './en/usage.js';
import enViewing from './en/viewing.js';
import enViewingDesk from './en/viewingDesk.js';
import jaAddress from './ja/address.js';
import jaApiKeys from './ja/apiKeys.js';
import jaAuthoring from './ja/authoring.js';
import jaBulk from './ja/bulk.js';
import jaCases from './ja/cases.js';
import jaCasework from './ja/casework.js';
import jaChecks from './ja/checks.js';
import jaCommon from './ja/common.js';
import jaCopies from './ja/copies.js';
import jaCounter from './ja/counter.js';
import jaDashboard from './ja/dashboard.js';
import jaData from './ja/data.js';
import jaDataset from './ja/dataset.js';
import jaDates from './ja/dates.js';
import jaDecision from './ja/decision.js';
import jaDecisionFigures from './ja/decisionFigures.js';
import jaDispatch from './ja/dispatch.js';
import jaDraftAway from './ja/draftAway.js';
import jaDraftEnd from './ja/draftEnd.js';
import jaDraftFile from './ja/draftFile.js';
import jaDraftLinks from './ja/draftLinks.js';
import jaDraftReview from './ja/draftReview.js';
import jaEditor from './ja/editor.js';
import jaErrors from './ja/errors.js';
import jaFault from './ja/fault.js';
import jaFigures from './ja/figures.js';
import jaFinder from './ja/finder.js';
import jaFlow from './ja/flow.js';
import jaForms from './ja/forms.js';
import jaGuide from './ja/guide.js';
import jaHandBack from './ja/handBack.js';
import jaHarvest from './ja/harvest.js';
import jaHeld from './ja/held.js';
import jaIdentity from './ja/identity.js';
import jaInbox from './ja/inbox.js';
import jaKind from './ja/kind.js';
import jaLetter from './ja/letter.js';
import jaMap from './ja/map.js';
import jaMarks from './ja/marks.js';
import jaMeasure from './ja/measure.js';
import jaMessage from './ja/message.js';
import jaNotice from './ja/notice.js';
import jaNoticeWork from './ja/noticeWork.js';
import jaOnBehalf from './ja/onBehalf.js';
import jaOrganization from './ja/organization.js';
import jaPaper from './ja/paper.js';
import jaPaperForm from './ja/paperForm.js';
import jaPart from './ja/part.js';
import jaPartnerKeys from './ja/partnerKeys.js';
import jaPayment from './ja/payment.js';
import jaPaymentDesk from './ja/paymentDesk.js';
import jaPaymentSandbox from './ja/paymentSandbox.js';
import jaPlan from './ja/plan.js';
import jaPlanCount from './ja/planCount.js';
import jaPortal from './ja/portal.js';
import jaProblem from './ja/problem.js';
import jaProcedure from './ja/procedure.js';
import jaRecords from './ja/records.js';
import jaRefundDecision from './ja/refundDecision.js';
import jaRegister from './ja/register.js';
import jaRegisterCheck from './ja/registerCheck.js';
import jaRegisterDesk from './ja/registerDesk.js';
import jaRegisterDisposal from './ja/registerDisposal.js';
import jaRegisterImport from './ja/registerImport.js';
import jaRegisterList from './ja/registerList.js';
import jaRegisters from './ja/registers.js';
import jaRegisterTies from './ja/registerTies.js';
import jaReissue from './ja/reissue.js';
import jaReissueDesk from './ja/reissueDesk.js';
import jaRelated from './ja/related.js';
import jaReply from './ja/reply.js';
import jaReportDesk from './ja/reportDesk.js';
import jaReportFigures from './ja/reportFigures.js';
import jaReports from './ja/reports.js';
import jaResult from './ja/result.js';
import jaReview from './ja/review.js';
import jaRevocation from './ja/revocation.js';
import jaSavedViews from './ja/savedViews.js';
import jaScan from './ja/scan.js';
import jaShapefile from './ja/shapefile.js';
import jaStaff from './ja/staff.js';
import jaStaffEntry from './ja/staffEntry.js';
import jaStatistics from './ja/statistics.js';
import jaSurvey from './ja/survey.js';
import jaTemplate from './ja/template.js';
import jaUi from './ja/ui.js';
import jaUnmanned from './ja/unmanned.js';
import jaUpload from './ja/upload.js';
import jaUsage from './ja/usage.js';
import jaViewing from './ja/viewing.js';
import jaViewingDesk from './ja/viewingDesk.js';
import easyAddress from './ja-x-easy/address.js';
import easyApiKeys from './ja-x-easy/apiKeys.js';
import easyCommon from './ja-x-easy/common.js';
import easyData from './ja-x-easy/data.js';
import easyDates from './ja-x-easy/dates.js';
import easyDraftFile from './ja-x-easy/draftFile.js';
import easyErrors from './ja-x-easy/errors.js';
import easyFigures from './ja-x-easy/figures.js';
import easyFinder from './ja-x-easy/finder.js';
import easyForms from './ja-x-easy/forms.js';
import easyGuide from './ja-x-easy/guide.js';
import easyHandBack from './ja-x-easy/handBack.js';
import easyHeld from './ja-x-easy/held.js';
import easyIdentity from './ja-x-easy/identity.js';
import easyKind from './ja-x-easy/kind.js';
import easyLetter from './ja-x-easy/letter.js';
import easyMap from './ja-x-easy/map.js';
import easyMeasure from './ja-x-easy/measure.js';
import easyMessage from './ja-x-easy/message.js';
import easyNotice from './ja-x-easy/notice.js';
import easyPaper from './ja-x-easy/paper.js';
import easyPart from './ja-x-easy/part.js';
import easyPayment from './ja-x-easy/payment.js';
import easyPlan from './ja-x-easy/plan.js';
import easyPlanCount from './ja-x-easy/planCount.js';
import easyPortal from './ja-x-easy/portal.js';
import easyProblem from './ja-x-easy/problem.js';
import easyProcedure from './ja-x-easy/procedure.js';
import easyRegisters from './ja-x-easy/registers.js';
import easyReissue from './ja-x-easy/reissue.js';
import easyReportFigures from './ja-x-easy/reportFigures.js';
import easyReports from './ja-x-easy/reports.js';
import easyResult from './ja-x-easy/result.js';
import easyReview from './ja-x-easy/review.js';
import easyRevocation from './ja-x-easy/revocation.js';
import easyStaff from './ja-x-easy/staff.js';
import easyStatistics from './ja-x-easy/statistics.js';
import easySurvey from './ja-x-easy/survey.js';
import easyUi from './ja-x-easy/ui.js';
import easyUpload from './ja-x-easy/upload.js';
import easyUsage from './ja-x-easy/usage.js';
import easyViewing from './ja-x-easy/viewing.js';
import koAddress from './ko/address.js';
import koApiKeys from './ko/apiKeys.js';
import koCommon from './ko/common.js';
import koData from './ko/data.js';
import koDates from './ko/dates.js';
import koDraftFile from './ko/draftFile.js';
import koErrors from './ko/errors.js';
import koFigures from './ko/figures.js';
import koFinder from './ko/finder.js';
import koForms from './ko/forms.js';
import koGuide from './ko/guide.js';
import koHandBack from './ko/handBack.js';
import koHeld from './ko/held.js';
import koIdentity from './ko/identity.js';
import koKind from './ko/kind.js';
import koLetter from './ko/letter.js';
import koMap from './ko/map.js';
import koMeasure from './ko/measure.js';
import koMessage from './ko/message.js';
import koNotice from './ko/notice.js';
import koPaper from './ko/paper.js';
import koPart from './ko/part.js';
import koPayment from './ko/payment.js';
import koPlan from './ko/plan.js';
import koPlanCount from './ko/planCount.js';
import koPortal from './ko/portal.js';
import koProblem from './ko/problem.js';
import koProcedure from './ko/procedure.js';
import koRegisters from './ko/registers.js';
import koReissue from './ko/reissue.js';
import koReportFigures from './ko/reportFigures.js';
import koReports from './ko/reports.js';
import koResult from './ko/result.js';
import koReview from './ko/review.js';
import koRevocation from './ko/revocation.js';
import koStaff from './ko/staff.js';
import koStatistics from './ko/statistics.js';
import koSurvey from './ko/survey.js';
import koUi from './ko/ui.js';
import koUpload from './ko/upload.js';
import koUsage from './ko/usage.js';
import koViewing from './ko/viewing.js';
import type { Locale } from './locales.js';
import ptAddress from './pt/address.js';
import ptApiKeys from './pt/apiKeys.js';
import ptCommon from './pt/common.js';
import ptData from './pt/data.js';
import ptDates from './pt/dates.js';
import ptDraftFile from './pt/draftFile.js';
import ptErrors from './pt/errors.js';
import ptFigures from './pt/figures.js';
import ptFinder from './pt/finder.js';
import ptForms from './pt/forms.js';
import ptGuide from './pt/guide.js';
import ptHandBack from './pt/handBack.js';
import ptHeld from './pt/held.js';
import ptIdentity from './pt/identity.js';
import ptKind from './pt/kind.js';
import ptLetter from './pt/letter.js';
import ptMap from './pt/map.js';
import ptMeasure from './pt/measure.js';
import ptMessage from './pt/message.js';
import ptNotice from './pt/notice.js';
import ptPaper from './pt/paper.js';
import ptPart from './pt/part.js';
import ptPayment from './pt/payment.js';
import ptPlan from './pt/plan.js';
import ptPlanCount from './pt/planCount.js';
import ptPortal from './pt/portal.js';
import ptProblem from './pt/problem.js';
import ptProcedure from './pt/procedure.js';
import ptRegisters from './pt/registers.js';
import ptReissue from './pt/reissue.js';
import ptReportFigures from './pt/reportFigures.js';
import ptReports from './pt/reports.js';
import ptResult from './pt/result.js';
import ptReview from './pt/review.js';
import ptRevocation from './pt/revocation.js';
import ptStaff from './pt/staff.js';
import ptStatistics from './pt/statistics.js';
import ptSurvey from './pt/survey.js';
import ptUi from './pt/ui.js';
import ptUpload from './pt/upload.js';
import ptUsage from './pt/usage.js';
import ptViewing from './pt/viewing.js';
import viAddress from './vi/address.js';
import viApiKeys from './vi/apiKeys.js';
import viCommon from './vi/common.js';
import viData from './vi/data.js';
import viDates from './vi/dates.js';
import viDraftFile from './vi/draftFile.js';
import viErrors from './vi/errors.js';
import viFigures from './vi/figures.js';
import viFinder from './vi/finder.js';
import viForms from './vi/forms.js';
import viGuide from './vi/guide.js';
import viHandBack from './vi/handBack.js';
import viHeld from './vi/held.js';
import viIdentity from './vi/identity.js';
import viKind from './vi/kind.js';
import viLetter from './vi/letter.js';
import viMap from './vi/map.js';
import viMeasure from './vi/measure.js';
import viMessage from './vi/message.js';
import viNotice from './vi/notice.js';
import viPaper from './vi/paper.js';
import viPart from './vi/part.js';
import viPayment from './vi/payment.js';
import viPlan from './vi/plan.js';
import viPlanCount from './vi/planCount.js';
import viPortal from './vi/portal.js';
import viProblem from './vi/problem.js';
import viProcedure from './vi/procedure.js';
import viRegisters from './vi/registers.js';
import viReissue from './vi/reissue.js';
import viReportFigures from './vi/reportFigures.js';
import viReports from './vi/reports.js';
import viResult from './vi/result.js';
import viReview from './vi/review.js';
import viRevocation from './vi/revocation.js';
import viStaff from './vi/staff.js';
import viStatistics from './vi/statistics.js';
import viSurvey from './vi/survey.js';
import viUi from './vi/ui.js';
import viUpload from './vi/upload.js';
import viUsage from './vi/usage.js';
import viViewing from './vi/viewing.js';
import zhAddress from './zh-Hans/address.js';
import zhApiKeys from './zh-Hans/apiKeys.js';
import zhCommon from './zh-Hans/common.js';
import zhData from './zh-Hans/data.js';
import zhDates from './zh-Hans/dates.js';
import zhDraftFile from './zh-Hans/draftFile.js';
import zhErrors from './zh-Hans/errors.js';
import zhFigures from './zh-Hans/figures.js';
import zhFinder from './zh-Hans/finder.js';
import zhForms from './zh-Hans/forms.js';
import zhGuide from './zh-Hans/guide.js';
import zhHandBack from './zh-Hans/handBack.js';
import zhHeld from './zh-Hans/held.js';
import zhIdentity from './zh-Hans/identity.js';
import zhKind from './zh-Hans/kind.js';
import zhLetter from './zh-Hans/letter.js';
import zhMap from './zh-Hans/map.js';
import zhMeasure from './zh-Hans/measure.js';
import zhMessage from './zh-Hans/message.js';
import zhNotice from './zh-Hans/notice.js';
import zhPaper from './zh-Hans/paper.js';
import zhPart from './zh-Hans/part.js';
import zhPayment from './zh-Hans/payment.js';
import zhPlan from './zh-Hans/plan.js';
import zhPlanCount from './zh-Hans/planCount.js';
import zhPortal from './zh-Hans/portal.js';
import zhProblem from './zh-Hans/problem.js';
import zhProcedure from './zh-Hans/procedure.js';
import zhRegisters from './zh-Hans/registers.js';
import zhReissue from './zh-Hans/reissue.js';
import zhReportFigures from './zh-Hans/reportFigures.js';
import zhReports from './zh-Hans/reports.js';
import zhResult from './zh-Hans/result.js';
import zhReview from './zh-Hans/review.js';
import zhRevocation from './zh-Hans/revocation.js';
import zhStaff from './zh-Hans/staff.js';
import zhStatistics from './zh-Hans/statistics.js';
import zhSurvey from './zh-Hans/survey.js';
import zhUi from './zh-Hans/ui.js';
import zhUpload from './zh-Hans/upload.js';
import zhUsage from './zh-Hans/usage.js';
import zhViewing from './zh-Hans/viewing.js';

/*
 * One file a namespace and language. Japanese is the source: its keys are the type of every message key.
 * Which citizen namespaces must be complete in which language is stated and tested in catalogues.test.ts.
 */

type Messages = Record<string, string>;

/** Namespaces that citizens see: complete in ja, ja-x-easy and en. The others are for staff. */
export const CITIZEN_NAMESPACES = [
  'address',
  'apiKeys',
  'common',
  'data',
  'dates',
  'draftFile',
  'errors',
  'figures',
  'finder',
  'forms',
  'guide',
  'handBack',
  'held',
  'identity',
  'kind',
  'letter',
  'map',
  'measure',
  'message',
  'notice',
  'paper',
  'part',
  'payment',
  'plan',
  'planCount',
  'portal',
  'problem',
  'procedure',
  'registers',
  'reissue',
  'reportFigures',
  'reports',
  'result',
  'revocation',
  'statistics',
  'survey',
  'ui',
  'upload',
  'usage',
  'viewing',
] as const;

const prefixed = <Namespace extends string, Catalogue extends Messages>(
  namespace: Namespace,
  messages: Catalogue,
) =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${namespace}.${key}`, text])) as {
    [Key in keyof Catalogue & string as `${Namespace}.${Key}`]: string;
  };

const ja = {
  ...prefixed('address', jaAddress),
  ...prefixed('apiKeys', jaApiKeys),
  ...prefixed('authoring', jaAuthoring),
  ...prefixed('bulk', jaBulk),
  ...prefixed('cases', jaCases),
  ...prefixed('casework', jaCasework),
  ...prefixed('checks', jaChecks),
  ...prefixed('common', jaCommon),
  ...prefixed('copies', jaCopies),
  ...prefixed('counter', jaCounter),
  ...prefixed('dashboard', jaDashboard),
  ...prefixed('data', jaData),
  ...prefixed('dataset', jaDataset),
  ...prefixed('dates', jaDates),
  ...prefixed('decision', jaDecision),
  ...prefixed('decisionFigures', jaDecisionFigures),
  ...prefixed('dispatch', jaDispatch),
  ...prefixed('draftReview', jaDraftReview),
  ...prefixed('draftAway', jaDraftAway),
  ...prefixed('draftEnd', jaDraftEnd),
  ...prefixed('draftFile', jaDraftFile),
  ...prefixed('draftLinks', jaDraftLinks),
  ...prefixed('editor', jaEditor),
  ...prefixed('errors', jaErrors),
  ...prefixed('fault', jaFault),
  ...prefixed('figures', jaFigures),
  ...prefixed('finder', jaFinder),
  ...prefixed('flow', jaFlow),
  ...prefixed('forms', jaForms),
  ...prefixed('guide', jaGuide),
  ...prefixed('handBack', jaHandBack),
  ...prefixed('harvest', jaHarvest),
  ...prefixed('held', jaHeld),
  ...prefixed('identity', jaIdentity),
  ...prefixed('inbox', jaInbox),
  ...prefixed('kind', jaKind),
  ...prefixed('letter', jaLetter),
  ...prefixed('map', jaMap),
  ...prefixed('marks', jaMarks),
  ...prefixed('measure', jaMeasure),
  ...prefixed('message', jaMessage),
  ...prefixed('notice', jaNotice),
  ...prefixed('noticeWork', jaNoticeWork),
  ...prefixed('onBehalf', jaOnBehalf),
  ...prefixed('organization', jaOrganization),
  ...prefixed('paper', jaPaper),
  ...prefixed('paperForm', jaPaperForm),
  ...prefixed('part', jaPart),
  ...prefixed('partnerKeys', jaPartnerKeys),
  ...prefixed('payment', jaPayment),
  ...prefixed('paymentDesk', jaPaymentDesk),
  ...prefixed('paymentSandbox', jaPaymentSandbox),
  ...prefixed('plan', jaPlan),
  ...prefixed('planCount', jaPlanCount),
  ...prefixed('portal', jaPortal),
  ...prefixed('problem', jaProblem),
  ...prefixed('procedure', jaProcedure),
  ...prefixed('records', jaRecords),
  ...prefixed('refundDecision', jaRefundDecision),
  ...prefixed('register', jaRegister),
  ...prefixed('registerCheck', jaRegisterCheck),
  ...prefixed('registerDisposal', jaRegisterDisposal),
  ...prefixed('registerDesk', jaRegisterDesk),
  ...prefixed('registerImport', jaRegisterImport),
  ...prefixed('registerList', jaRegisterList),
  ...prefixed('registerTies', jaRegisterTies),
  ...prefixed('registers', jaRegisters),
  ...prefixed('reissue', jaReissue),
  ...prefixed('reissueDesk', jaReissueDesk),
  ...prefixed('related', jaRelated),
  ...prefixed('reply', jaReply),
  ...prefixed('reportDesk', jaReportDesk),
  ...prefixed('reportFigures', jaReportFigures),
  ...prefixed('reports', jaReports),
  ...prefixed('result', jaResult),
  ...prefixed('review', jaReview),
  ...prefixed('revocation', jaRevocation),
  ...prefixed('savedViews', jaSavedViews),
  ...prefixed('scan', jaScan),
  ...prefixed('shapefile', jaShapefile),
  ...prefixed('staff', jaStaff),
  ...prefixed('staffEntry', jaStaffEntry),
  ...prefixed('statistics', jaStatistics),
  ...prefixed('survey', jaSurvey),
  ...prefixed('template', jaTemplate),
  ...prefixed('ui', jaUi),
  ...prefixed('unmanned', jaUnmanned),
  ...prefixed('upload', jaUpload),
  ...prefixed('usage', jaUsage),
  ...prefixed('viewing', jaViewing),
  ...prefixed('viewingDesk', jaViewingDesk),
};

export type MessageKey = keyof typeof ja;

const easy: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', easyAddress),
  ...prefixed('apiKeys', easyApiKeys),
  ...prefixed('common', easyCommon),
  ...prefixed('data', easyData),
  ...prefixed('dates', easyDates),
  ...prefixed('draftFile', easyDraftFile),
  ...prefixed('errors', easyErrors),
  ...prefixed('figures', easyFigures),
  ...prefixed('finder', easyFinder),
  ...prefixed('forms', easyForms),
  ...prefixed('guide', easyGuide),
  ...prefixed('handBack', easyHandBack),
  ...prefixed('held', easyHeld),
  ...prefixed('identity', easyIdentity),
  ...prefixed('kind', easyKind),
  ...prefixed('letter', easyLetter),
  ...prefixed('map', easyMap),
  ...prefixed('measure', easyMeasure),
  ...prefixed('message', easyMessage),
  ...prefixed('notice', easyNotice),
  ...prefixed('paper', easyPaper),
  ...prefixed('part', easyPart),
  ...prefixed('payment', easyPayment),
  ...prefixed('plan', easyPlan),
  ...prefixed('planCount', easyPlanCount),
  ...prefixed('portal', easyPortal),
  ...prefixed('problem', easyProblem),
  ...prefixed('procedure', easyProcedure),
  ...prefixed('registers', easyRegisters),
  ...prefixed('reissue', easyReissue),
  ...prefixed('reportFigures', easyReportFigures),
  ...prefixed('reports', easyReports),
  ...prefixed('result', easyResult),
  ...prefixed('review', easyReview),
  ...prefixed('revocation', easyRevocation),
  ...prefixed('staff', easyStaff),
  ...prefixed('statistics', easyStatistics),
  ...prefixed('survey', easySurvey),
  ...prefixed('ui', easyUi),
  ...prefixed('upload', easyUpload),
  ...prefixed('usage', easyUsage),
  ...prefixed('viewing', easyViewing),
};

const en: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', enAddress),
  ...prefixed('apiKeys', enApiKeys),
  ...prefixed('authoring', enAuthoring),
  ...prefixed('bulk', enBulk),
  ...prefixed('cases', enCases),
  ...prefixed('casework', enCasework),
  ...prefixed('checks', enChecks),
  ...prefixed('common', enCommon),
  ...prefixed('copies', enCopies),
  ...prefixed('counter', enCounter),
  ...prefixed('dashboard', enDashboard),
  ...prefixed('data', enData),
  ...prefixed('dataset', enDataset),
  ...prefixed('dates', enDates),
  ...prefixed('decision', enDecision),
  ...prefixed('decisionFigures', enDecisionFigures),
  ...prefixed('dispatch', enDispatch),
  ...prefixed('draftReview', enDraftReview),
  ...prefixed('draftAway', enDraftAway),
  ...prefixed('draftEnd', enDraftEnd),
  ...prefixed('draftFile', enDraftFile),
  ...prefixed('draftLinks', enDraftLinks),
  ...prefixed('editor', enEditor),
  ...prefixed('errors', enErrors),
  ...prefixed('fault', enFault),
  ...prefixed('figures', enFigures),
  ...prefixed('finder', enFinder),
  ...prefixed('flow', enFlow),
  ...prefixed('forms', enForms),
  ...prefixed('guide', enGuide),
  ...prefixed('handBack', enHandBack),
  ...prefixed('harvest', enHarvest),
  ...prefixed('held', enHeld),
  ...prefixed('identity', enIdentity),
  ...prefixed('inbox', enInbox),
  ...prefixed('kind', enKind),
  ...prefixed('letter', enLetter),
  ...prefixed('map', enMap),
  ...prefixed('marks', enMarks),
  ...prefixed('measure', enMeasure),
  ...prefixed('message', enMessage),
  ...prefixed('notice', enNotice),
  ...prefixed('noticeWork', enNoticeWork),
  ...prefixed('onBehalf', enOnBehalf),
  ...prefixed('organization', enOrganization),
  ...prefixed('paper', enPaper),
  ...prefixed('paperForm', enPaperForm),
  ...prefixed('part', enPart),
  ...prefixed('partnerKeys', enPartnerKeys),
  ...prefixed('payment', enPayment),
  ...prefixed('paymentDesk', enPaymentDesk),
  ...prefixed('paymentSandbox', enPaymentSandbox),
  ...prefixed('plan', enPlan),
  ...prefixed('planCount', enPlanCount),
  ...prefixed('portal', enPortal),
  ...prefixed('problem', enProblem),
  ...prefixed('procedure', enProcedure),
  ...prefixed('records', enRecords),
  ...prefixed('refundDecision', enRefundDecision),
  ...prefixed('register', enRegister),
  ...prefixed('registerCheck', enRegisterCheck),
  ...prefixed('registerDisposal', enRegisterDisposal),
  ...prefixed('registerDesk', enRegisterDesk),
  ...prefixed('registerImport', enRegisterImport),
  ...prefixed('registerList', enRegisterList),
  ...prefixed('registerTies', enRegisterTies),
  ...prefixed('registers', enRegisters),
  ...prefixed('reissue', enReissue),
  ...prefixed('reissueDesk', enReissueDesk),
  ...prefixed('related', enRelated),
  ...prefixed('reply', enReply),
  ...prefixed('reportDesk', enReportDesk),
  ...prefixed('reportFigures', enReportFigures),
  ...prefixed('reports', enReports),
  ...prefixed('result', enResult),
  ...prefixed('review', enReview),
  ...prefixed('revocation', enRevocation),
  ...prefixed('savedViews', enSavedViews),
  ...prefixed('scan', enScan),
  ...prefixed('shapefile', enShapefile),
  ...prefixed('staff', enStaff),
  ...prefixed('staffEntry', enStaffEntry),
  ...prefixed('statistics', enStatistics),
  ...prefixed('survey', enSurvey),
  ...prefixed('template', enTemplate),
  ...prefixed('ui', enUi),
  ...prefixed('unmanned', enUnmanned),
  ...prefixed('upload', enUpload),
  ...prefixed('usage', enUsage),
  ...prefixed('viewing', enViewing),
  ...prefixed('viewingDesk', enViewingDesk),
};

const zh: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', zhAddress),
  ...prefixed('apiKeys', zhApiKeys),
  ...prefixed('common', zhCommon),
  ...prefixed('data', zhData),
  ...prefixed('dates', zhDates),
  ...prefixed('draftFile', zhDraftFile),
  ...prefixed('errors', zhErrors),
  ...prefixed('figures', zhFigures),
  ...prefixed('finder', zhFinder),
  ...prefixed('forms', zhForms),
  ...prefixed('guide', zhGuide),
  ...prefixed('handBack', zhHandBack),
  ...prefixed('held', zhHeld),
  ...prefixed('identity', zhIdentity),
  ...prefixed('kind', zhKind),
  ...prefixed('letter', zhLetter),
  ...prefixed('map', zhMap),
  ...prefixed('measure', zhMeasure),
  ...prefixed('message', zhMessage),
  ...prefixed('notice', zhNotice),
  ...prefixed('paper', zhPaper),
  ...prefixed('part', zhPart),
  ...prefixed('payment', zhPayment),
  ...prefixed('plan', zhPlan),
  ...prefixed('planCount', zhPlanCount),
  ...prefixed('portal', zhPortal),
  ...prefixed('problem', zhProblem),
  ...prefixed('procedure', zhProcedure),
  ...prefixed('registers', zhRegisters),
  ...prefixed('reissue', zhReissue),
  ...prefixed('reportFigures', zhReportFigures),
  ...prefixed('reports', zhReports),
  ...prefixed('result', zhResult),
  ...prefixed('review', zhReview),
  ...prefixed('revocation', zhRevocation),
  ...prefixed('staff', zhStaff),
  ...prefixed('statistics', zhStatistics),
  ...prefixed('survey', zhSurvey),
  ...prefixed('ui', zhUi),
  ...prefixed('upload', zhUpload),
  ...prefixed('usage', zhUsage),
  ...prefixed('viewing', zhViewing),
};

const ko: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', koAddress),
  ...prefixed('apiKeys', koApiKeys),
  ...prefixed('common', koCommon),
  ...prefixed('data', koData),
  ...prefixed('dates', koDates),
  ...prefixed('draftFile', koDraftFile),
  ...prefixed('errors', koErrors),
  ...prefixed('figures', koFigures),
  ...prefixed('finder', koFinder),
  ...prefixed('forms', koForms),
  ...prefixed('guide', koGuide),
  ...prefixed('handBack', koHandBack),
  ...prefixed('held', koHeld),
  ...prefixed('identity', koIdentity),
  ...prefixed('kind', koKind),
  ...prefixed('letter', koLetter),
  ...prefixed('map', koMap),
  ...prefixed('measure', koMeasure),
  ...prefixed('message', koMessage),
  ...prefixed('notice', koNotice),
  ...prefixed('paper', koPaper),
  ...prefixed('part', koPart),
  ...prefixed('payment', koPayment),
  ...prefixed('plan', koPlan),
  ...prefixed('planCount', koPlanCount),
  ...prefixed('portal', koPortal),
  ...prefixed('problem', koProblem),
  ...prefixed('procedure', koProcedure),
  ...prefixed('registers', koRegisters),
  ...prefixed('reissue', koReissue),
  ...prefixed('reportFigures', koReportFigures),
  ...prefixed('reports', koReports),
  ...prefixed('result', koResult),
  ...prefixed('review', koReview),
  ...prefixed('revocation', koRevocation),
  ...prefixed('staff', koStaff),
  ...prefixed('statistics', koStatistics),
  ...prefixed('survey', koSurvey),
  ...prefixed('ui', koUi),
  ...prefixed('upload', koUpload),
  ...prefixed('usage', koUsage),
  ...prefixed('viewing', koViewing),
};

const vi: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', viAddress),
  ...prefixed('apiKeys', viApiKeys),
  ...prefixed('common', viCommon),
  ...prefixed('data', viData),
  ...prefixed('dates', viDates),
  ...prefixed('draftFile', viDraftFile),
  ...prefixed('errors', viErrors),
  ...prefixed('figures', viFigures),
  ...prefixed('finder', viFinder),
  ...prefixed('forms', viForms),
  ...prefixed('guide', viGuide),
  ...prefixed('handBack', viHandBack),
  ...prefixed('held', viHeld),
  ...prefixed('identity', viIdentity),
  ...prefixed('kind', viKind),
  ...prefixed('letter', viLetter),
  ...prefixed('map', viMap),
  ...prefixed('measure', viMeasure),
  ...prefixed('message', viMessage),
  ...prefixed('notice', viNotice),
  ...prefixed('paper', viPaper),
  ...prefixed('part', viPart),
  ...prefixed('payment', viPayment),
  ...prefixed('plan', viPlan),
  ...prefixed('planCount', viPlanCount),
  ...prefixed('portal', viPortal),
  ...prefixed('problem', viProblem),
  ...prefixed('procedure', viProcedure),
  ...prefixed('registers', viRegisters),
  ...prefixed('reissue', viReissue),
  ...prefixed('reportFigures', viReportFigures),
  ...prefixed('reports', viReports),
  ...prefixed('result', viResult),
  ...prefixed('review', viReview),
  ...prefixed('revocation', viRevocation),
  ...prefixed('staff', viStaff),
  ...prefixed('statistics', viStatistics),
  ...prefixed('survey', viSurvey),
  ...prefixed('ui', viUi),
  ...prefixed('upload', viUpload),
  ...prefixed('usage', viUsage),
  ...prefixed('viewing', viViewing),
};

const pt: Partial<Record<MessageKey, string>> = {
  ...prefixed('address', ptAddress),
  ...prefixed('apiKeys', ptApiKeys),
  ...prefixed('common', ptCommon),
  ...prefixed('data', ptData),
  ...prefixed('dates', ptDates),
  ...prefixed('draftFile', ptDraftFile),
  ...prefixed('errors', ptErrors),
  ...prefixed('figures', ptFigures),
  ...prefixed('finder', ptFinder),
  ...prefixed('forms', ptForms),
  ...prefixed('guide', ptGuide),
  ...prefixed('handBack', ptHandBack),
  ...prefixed('held', ptHeld),
  ...prefixed('identity', ptIdentity),
  ...prefixed('kind', ptKind),
  ...prefixed('letter', ptLetter),
  ...prefixed('map', ptMap),
  ...prefixed('measure', ptMeasure),
  ...prefixed('message', ptMessage),
  ...prefixed('notice', ptNotice),
  ...prefixed('paper', ptPaper),
  ...prefixed('part', ptPart),
  ...prefixed('payment', ptPayment),
  ...prefixed('plan', ptPlan),
  ...prefixed('planCount', ptPlanCount),
  ...prefixed('portal', ptPortal),
  ...prefixed('problem', ptProblem),
  ...prefixed('procedure', ptProcedure),
  ...prefixed('registers', ptRegisters),
  ...prefixed('reissue', ptReissue),
  ...prefixed('reportFigures', ptReportFigures),
  ...prefixed('reports', ptReports),
  ...prefixed('result', ptResult),
  ...prefixed('review', ptReview),
  ...prefixed('revocation', ptRevocation),
  ...prefixed('staff', ptStaff),
  ...prefixed('statistics', ptStatistics),
  ...prefixed('survey', ptSurvey),
  ...prefixed('ui', ptUi),
  ...prefixed('upload', ptUpload),
  ...prefixed('usage', ptUsage),
  ...prefixed('viewing', ptViewing),
};

export const CATALOGUES: Record<Locale, Partial<Record<MessageKey, string>>> = {
  ja,
  'ja-x-easy': easy,
  en,
  'zh-Hans': zh,
  ko,
  vi,
  pt,
};
