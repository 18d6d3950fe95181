import type { Role } from '#domain/actor'

/** Every page with the role that opens it. `null`: public. */
export const PAGES: readonly (readonly [role: Role | null, path: string])[] = [
  ['learner', '/book'],
  ['learner', '/book?show=left'],
  ['learner', '/book/entries/e8'],
  ['learner', '/book/counted'],
  ['curator', '/queue'],
  ['curator', '/learners'],
  ['curator', '/learners/p-kovaleva'],
  ['curator', '/learners/p-kovaleva/entries/e9'],
  ['curator', '/learners/p-kovaleva/entries/e9/accept'],
  ['curator', '/learners/p-kovaleva/entries/e9/correct'],
  ['curator', '/learners/p-kovaleva/entries/e9/reject'],
  ['issuer', '/issue'],
  ['issuer', '/issue?tab=waiting'],
  ['issuer', '/issue/en-1?learner=p-kovaleva&programme=prog-1'],
  ['issuer', '/register'],
  ['administrator', '/admin'],
  ['administrator', '/admin/runs/run-1'],
  ['administrator', '/admin/quarantine'],
  ['administrator', '/admin/platforms'],
  ['administrator', '/admin/connect'],
  [null, '/verify'],
  [null, '/verify/4K7P-2MNX-9RTA'],
  [null, '/verify/AAAA-BBBB-CCCC'],
  [null, '/api/docs'],
]
