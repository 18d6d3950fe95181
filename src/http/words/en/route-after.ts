import type { routeAfter as ru } from '../ru/route-after.ts'

export const routeAfter: typeof ru = {
  after: {
    sent: 'Route sent',
    holds: 'The route is approved and in force',
    returned: 'Returned for rework',
    next: 'What happens next',
    decides: (does, who) => `${does}: ${who}.`,
    mayWithdraw: 'You can still withdraw it.',
    rework:
      'The learner will see the comment. Once the plan is mended and sent, it stands again among those waiting for you.',
    inForce:
      'The plan holds: what took place appears in it once entries are confirmed. A new revision changes it.',
    others: 'Routes that wait for you',
  },
  path: { runs: 'Under way', done: 'Carried out', ahead: 'ahead', now: 'now', past: 'passed' },
}
