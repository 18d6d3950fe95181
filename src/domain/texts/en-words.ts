import type { Catalogue } from './catalogue.ts'

export const kindsEn: Catalogue['kinds'] = {
  seminar: 'seminar',
  'network-project': 'network project',
  contest: 'professional contest, festival, conference',
  'team-contest': 'team contest',
  'pupil-guidance': 'guiding pupils',
  presentation: 'presentation in person',
  'presentation-online': 'presentation on the site',
  'open-lesson': 'open lesson',
  'master-class': 'master-class',
  'joint-project': 'joint distance project',
  'photo-gallery': 'pupils’ photo gallery',
  'methodical-association': 'network methodical association',
  course: 'course',
  internship: 'internship',
  conference: 'conference',
  meeting: 'meeting',
  'round-table': 'round table',
  workshop: 'workshop',
  'self-education': 'self-education',
  'pilot-project': 'pilot project',
  other: 'other',
}

export const wordsEn = {
  kinds: kindsEn,
  forms: { 'in-person': 'in person', distance: 'at a distance', blended: 'in person and at a distance' },
  parts: { invariant: 'mandatory', variative: 'elective' },
  statuses: {
    imported: 'Awaiting curator',
    confirmed: 'Confirmed',
    rejected: 'Rejected',
    revoked: 'Withdrawn by the source',
    superseded: 'Replaced',
  },
  actions: {
    import: 'Imported',
    confirm: 'Confirmed',
    reject: 'Rejected',
    supersede: 'Replaced by a corrected entry',
    revert: 'Returned to the queue',
    revoke: 'Withdrawn by the source',
  },
  roles: {
    learner: 'learner',
    curator: 'curator',
    issuer: 'issuing organisation',
    administrator: 'administrator',
    system: 'system',
  },
} satisfies Partial<Catalogue>
