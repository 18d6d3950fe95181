/** Kinds of modules (виды модулей): Annex 1 of the TSPU regulation first, then what the other regulations name. */
export const MODULE_KINDS = [
  'seminar',
  'network-project',
  'contest',
  'team-contest',
  'pupil-guidance',
  'presentation',
  'presentation-online',
  'open-lesson',
  'master-class',
  'joint-project',
  'photo-gallery',
  'methodical-association',
  'course',
  'internship',
  'conference',
  'meeting',
  'round-table',
  'workshop',
  'self-education',
  'pilot-project',
  'other',
] as const
export type ModuleKind = (typeof MODULE_KINDS)[number]

/** Form of study (форма): in person, at a distance, or both. */
export const MODULE_FORMS = ['in-person', 'distance', 'blended'] as const
export type ModuleForm = (typeof MODULE_FORMS)[number]

/** Invariant (обязательная) or variative (по выбору) part. */
export const MODULE_PARTS = ['invariant', 'variative'] as const
export type ModulePart = (typeof MODULE_PARTS)[number]

export const ENTRY_STATUSES = ['imported', 'confirmed', 'rejected', 'revoked', 'superseded'] as const
export type EntryStatus = (typeof ENTRY_STATUSES)[number]

/** Why hours were not counted; texts and remedies stand in `src/domain/texts`. */
export const REASONS = [
  'duplicate',
  'kind-cap',
  'module-size',
  'outside-term',
  'not-in-programme',
  'not-in-list',
  'not-confirmed',
  'rejected',
  'revoked',
  'superseded',
  'share-cap',
  'consumed',
  'no-document',
] as const
export type Reason = (typeof REASONS)[number]

export const REQUIREMENT_IDS = [
  'total-hours',
  'invariant-modules',
  'invariant-share',
  'theory-part',
  'practice-part',
  'internship',
  'term-min',
  'term-max',
  'enrolment-documents',
  'project-defence',
  'diagnosis-before',
  'diagnosis-after',
  'route-approved',
  'stage-reports',
  'final-report',
  'learner-category',
  'presentation',
  'issue-order',
] as const
export type RequirementId = (typeof REQUIREMENT_IDS)[number]

/** A calendar date at the issuing organisation, `YYYY-MM-DD`, no time zone. */
export type CalendarDate = string
