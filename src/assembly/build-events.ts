/** What follows from a change: grades and rosters of courses, webhooks, mail, certificates issued by themselves. */
import { setTimeout as sleep } from 'node:timers/promises'
import { signersOf } from '#credits/reminders/signers-of'
import { createEvents } from '#events/events'
import { createMailSubscriber } from '#events/mail/subscriber'
import type { Webhooks } from '#events/webhooks/contract'
import { createWebhooks } from '#events/webhooks/webhooks'
import { createGrades } from '#grades/grades'
import type { LtiLibrary } from '#lti/library'
import { createLtiServices } from '#lti/services/services'
import { DEFAULT_LIMITS } from '#roster/diff-roster'
import { createRosters } from '#roster/rosters'
import { createSecretBox } from '#store/secret-box'
import { faultOfUrl, postWebhook } from '../adapters/post-webhook.ts'
import { smtpSender } from '../adapters/smtp.ts'
import type { Application } from '../application.ts'
import type { CreditParts } from './build-credits.ts'
import type { Ground } from './ground.ts'

export type EventParts = Pick<Application, 'events' | 'grades' | 'rosters' | 'webhooks'>

export function buildEvents(
  ground: Ground,
  { library, issuing }: { library: LtiLibrary; issuing: CreditParts['issuing'] },
): EventParts {
  const { config } = ground
  const random = Math.random
  const services = createLtiServices({
    ...{ library, now: ground.now, random },
    allowPrivateAddresses: config.allowPrivateAddresses,
    sleep: ms => sleep(ms),
  })
  const webhooks = webhooksOf(ground)
  const grades = createGrades({ ...ground, services })
  const subscribers = [issuing.subscriber, grades.subscriber, ...mailOf(ground)]
  return {
    grades,
    webhooks,
    events: createEvents({ ...ground, subscribers, joined: () => webhooks.subscribers(), random }),
    rosters: createRosters({
      ...ground,
      services,
      everyMinutes: config.rostersEveryMinutes,
      limits: { ...DEFAULT_LIMITS, massShare: config.rosterLossPercent / 100 },
    }),
  }
}

function webhooksOf(ground: Ground): Webhooks {
  const { secretKey, allowPrivateAddresses } = ground.config
  const secrets = createSecretBox(secretKey, 'webhooks')
  return createWebhooks({
    ...ground,
    post: postWebhook({ allowPrivateAddresses }),
    faultOfUrl: faultOfUrl(allowPrivateAddresses),
    seal: secret => secrets.seal(secret),
    open: sealed => secrets.open(sealed),
  })
}

/** Off unless configured. */
function mailOf(ground: Ground) {
  const { mail } = ground.config
  if (!mail) return []
  const send = smtpSender({ url: mail.smtpUrl, from: mail.from })
  return [createMailSubscriber({ ...ground, send, signersOf: book => signersOf(ground, book) })]
}
