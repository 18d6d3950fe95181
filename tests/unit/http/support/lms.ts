/** The LMS pages' leaves: one platform with a deployment that waits, launches of each kind, a course with every state. */
import { NotFoundError } from '#domain/errors'
import type { LmsDesk } from '#http/lms/port'

const platform = {
  id: 'pl-1',
  name: 'Moodle ТГПУ',
  issuer: 'https://lms.example',
  clientId: 'client',
  authUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/keys',
  active: true,
  deployments: [
    { id: '1', approved: true, seenAt: '2026-11-20T00:00:00.000Z' },
    { id: '2', approved: false, seenAt: '2026-11-22T00:00:00.000Z' },
  ],
  createdAt: '2026-11-20T00:00:00.000Z',
  canManage: true,
}

export const fakePlatforms = (over: Partial<LmsDesk['platforms']> = {}): LmsDesk['platforms'] => ({
  add: async () => platform,
  list: async () => [platform],
  read: async (_actor, id) => {
    if (id !== platform.id) throw new NotFoundError('no such platform')
    return platform
  },
  setActive: async () => {},
  approve: async () => {},
  test: async () => [
    { level: 'ok', code: 'keys', message: 'The key set answers.', seen: '2' },
    {
      level: 'error',
      code: 'token',
      message: 'No token is given.',
      remedy: 'Switch the services on in the LMS.',
      whose: 'lms',
    },
  ],
  invite: async () => ({
    url: `http://localhost/lti/register?invitation=${'x'.repeat(43)}`,
    expiresAt: '2026-11-29T03:00:00.000Z',
  }),
  invitations: async () => [
    {
      id: 'hash-1',
      name: 'Canvas лицея',
      createdAt: '2026-11-21T03:00:00.000Z',
      expiresAt: '2026-11-28T03:00:00.000Z',
    },
  ],
  revokeInvitation: async () => {},
  keys: async () => [
    { kid: 'kid-current', state: 'current', since: '2026-11-20T00:00:00.000Z' },
    { kid: 'kid-next', state: 'next', since: '2026-11-20T00:00:00.000Z' },
    {
      kid: 'kid-old',
      state: 'retired',
      since: '2026-11-20T00:00:00.000Z',
      until: '2026-11-27T00:00:00.000Z',
    },
  ],
  rotateKeys: async () => ({ current: 'kid-next', next: 'kid-new', retired: ['kid-current'] }),
  ...over,
})

const course = {
  id: 'pl-1|1|14',
  deployment: 'https://lms.example|client|1',
  contextId: '14',
  title: 'Менеджмент в образовании',
  seenAt: '2026-11-22T02:10:00.000Z',
  fault: 'no-line-item' as const,
  hasRoster: true,
  counts: { sent: 1, waiting: 1, refused: 1 },
}

const grade = (n: number, over: object) => ({
  id: `g${n}`,
  grantId: course.id,
  column: 'own|prog-1',
  sub: String(n),
  personId: `p-${n}`,
  programmeId: 'prog-1',
  state: 'sent' as const,
  value: {
    scoreGiven: 84,
    scoreMaximum: 108,
    activityProgress: 'InProgress' as const,
    gradingProgress: 'FullyGraded' as const,
    comment: 'Засчитано 84 часа из 108',
  },
  timestamp: '2026-11-22T02:00:00.000Z',
  updatedAt: '2026-11-22T02:00:00.000Z',
  person: { id: `p-${n}`, familyName: 'Ковалёва', givenName: 'Анна' },
  ...over,
})

export const fakeGrades = (over: Partial<LmsDesk['grades']> = {}): LmsDesk['grades'] => ({
  listCourses: async () => [course],
  readCourse: async (_actor, { id, state }) => {
    if (id !== course.id) throw new NotFoundError('no such course')
    const rows = [
      grade(1, { sent: { value: {}, at: '2026-11-22T02:00:00.000Z' } }),
      grade(2, { state: 'waiting', reason: 'timeout' }),
      grade(3, { state: 'refused', reason: 'http-400', person: null }),
    ]
    return { course, rows: state ? rows.filter(row => row.state === state) : rows }
  },
  retryRefused: async () => 3,
  undelivered: async () => [
    {
      id: 'grades|e1',
      code: 'lti_service_failed',
      attempts: 36,
      at: '2026-11-21T02:00:00.000Z',
      isAsked: false,
      person: { id: 'p-1', familyName: 'Ковалёва', givenName: 'Анна' },
    },
  ],
  replayUndelivered: async () => 1,
  ...over,
})

export const fakeRosters = (over: Partial<LmsDesk['rosters']> = {}): LmsDesk['rosters'] => {
  const roster = {
    id: course.id,
    deployment: course.deployment,
    status: 'held' as const,
    triedAt: '2026-11-22T02:00:00.000Z',
    readAt: '2026-11-22T02:00:00.000Z',
    active: 12,
    held: { since: '2026-11-22T02:00:00.000Z', gone: ['a', 'b', 'c', 'd'], of: 16 },
    failures: 0,
    conflicts: [{ userId: '24', connectionId: 'c1', personIds: ['p-1', 'p-2'] as [string, string] }],
  }
  return {
    describe: async () => ({
      roster,
      gone: [{ sub: '101', name: 'Ёлкин Пётр Ильич' }, { sub: '102' }],
      conflicts: [{ userId: '24', names: ['Ёлкин Пётр', 'Ёлкин Павел'] }],
    }),
    read: async () => ({ ...roster, status: 'read' }),
    acceptGone: async () => ({ ...roster, status: 'read' }),
    ...over,
  }
}

const event = (n: number, over: object) => ({
  id: `ev-${n}`,
  at: new Date(Date.UTC(2026, 10, 22, 2, n)),
  kind: 'launched' as const,
  platformId: platform.id,
  ...over,
})

export const fakeLaunches = (): LmsDesk['launches'] => ({
  recent: async () => [
    event(12, { rung: 'cookie', messageType: 'LtiResourceLinkRequest' }),
    event(11, { rung: 'storage', messageType: 'LtiResourceLinkRequest' }),
    event(10, {
      kind: 'refused',
      errorId: 'a1b2c3d4e5',
      code: 'lti_token_expired',
      facts: '{"seconds":90}',
    }),
  ],
})

export const fakeLms = (over: Partial<LmsDesk> = {}): LmsDesk => ({
  platforms: fakePlatforms(),
  grades: fakeGrades(),
  rosters: fakeRosters(),
  launches: fakeLaunches(),
  ...over,
})
