import { z } from 'zod';

export const GuideParams = z.object({ guide: z.string().max(60) });
export const GuidePageParams = GuideParams.extend({ page: z.string().max(60) });
export const InterviewParams = z.object({ interview: z.uuid() });
export const InterviewPageParams = InterviewParams.extend({ page: z.string().max(60) });

/** Answers in the address; they are read by the questions of the guide. */
export const AnswerQuery = z.record(z.string(), z.string());
