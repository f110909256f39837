import { z } from 'zod';

export const GuideParams = z.object({ guide: z.string().max(60) });
export const GuidePageParams = GuideParams.extend({ page: z.string().max(60) });
export const InterviewParams = z.object({ interview: z.uuid() });
export const InterviewPageParams = InterviewParams.extend({ page: z.string().max(60) });

/** Answers to a guide, sealed; the guide reads them. */
export const AnswerQuery = z.record(z.string(), z.string());
