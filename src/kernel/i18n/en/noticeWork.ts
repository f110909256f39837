export default {
  assigned: 'A case of “{title}” was given to you',
  corrected: '“{title}”: the correction has come',
  messageFromApplicant: '“{title}”: the applicant has sent a message',
  partExpired: '“{title}”: a request to a third party is over',
  partSent: '“{title}”: a third party has sent its part',
  planDue: 'Measure {measure}: the report is due soon',
  planDueToday: 'Measure {measure}: the report is due today',
  planLate: 'Measure {measure}: the report is late',
  planReturned: 'Measure {measure}: the report was sent back',
  toSection: 'A case of “{title}” has come to your section',
  withdrawn: '“{title}”: the application was withdrawn',
} as const;
