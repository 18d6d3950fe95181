/** Facts of an enrolment as they come in and as they go out. */
import { z } from 'zod'
import { dateSchema } from '../input.ts'

export const factsInput = z.strictObject({
  enrolmentDocuments: z.enum(['complete', 'incomplete']).optional(),
  missingDocuments: z.array(z.string().min(1).max(100)).max(50).optional(),
  routeApproved: dateSchema.optional(),
  diagnosisBefore: dateSchema.optional(),
  diagnosisAfter: dateSchema.optional(),
  projectDefence: dateSchema.optional(),
  stageReports: dateSchema.optional(),
  finalReport: dateSchema.optional(),
  learnerCategory: dateSchema.optional(),
  presentation: dateSchema.optional(),
  issueOrder: dateSchema.optional(),
})

/** `stageWithoutReport` follows from the recorded stages. */
export const factsShape = z.object({
  ...factsInput.shape,
  stageWithoutReport: z
    .number()
    .int()
    .optional()
    .meta({ description: 'number of the first stage without a report' }),
})
