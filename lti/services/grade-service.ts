/** Line items and scores (журнал оценок). @see AGS 2.0 */
import { isObject, textOf } from '../launch/claims.ts'
import { ServiceFailedError } from '../library.ts'
import type { PlatformRegistration } from '../ports.ts'
import { ServiceAnswerError } from './errors.ts'
import { parseJson, readPages } from './read-pages.ts'
import { SCOPE } from './scopes.ts'
import type { ServiceClient } from './service-client.ts'

const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json'
const LINE_ITEMS = 'application/vnd.ims.lis.v2.lineitemcontainer+json'
const SCORE_TYPE = 'application/vnd.ims.lis.v1.score+json'

/** What tells a line item of ours from others' and from our other ones. */
export interface LineItemName {
  resourceId: string
  tag: string
}

export interface NewLineItem extends LineItemName {
  label: string
  scoreMaximum: number
}

/** One person's score (оценка). @see AGS 2.0 §3.4 */
interface Score {
  userId: string
  /** Of `scoreMaximum`; both or none. */
  scoreGiven?: number
  scoreMaximum?: number
  comment?: string
  activityProgress: 'Initialized' | 'Started' | 'InProgress' | 'Submitted' | 'Completed'
  gradingProgress: 'FullyGraded' | 'Pending' | 'PendingManual' | 'Failed' | 'NotReady'
}

/** A score with the time that its caller gives it. */
export interface TimedScore extends Score {
  /** ISO instant, later than any before for this person and line item. */
  timestamp: string
}

/** @returns the address of the line item of this name; `null` if the context has none */
export async function findLineItem(
  client: ServiceClient,
  platform: PlatformRegistration,
  lineItemsUrl: string,
  { resourceId, tag }: LineItemName,
): Promise<string | null> {
  const url = new URL(lineItemsUrl)
  url.searchParams.set('resource_id', resourceId)
  url.searchParams.set('tag', tag)
  const service = 'line-items'
  const pages = await readPages(client, platform, {
    service,
    url: url.href,
    scopes: [SCOPE.lineItem],
    headers: { accept: LINE_ITEMS },
  })
  const items = pages.flat().filter(isObject)
  // a platform may leave the filters aside
  const ours = items.find(item => item.resourceId === resourceId && item.tag === tag)
  return ours ? addressOf(ours) : null
}

/** Whether a line item is there. */
export async function hasLineItem(
  client: ServiceClient,
  platform: PlatformRegistration,
  lineItemUrl: string,
): Promise<boolean> {
  const request = { service: 'line-items', url: lineItemUrl, scopes: [SCOPE.lineItem] }
  try {
    await client(platform, { ...request, headers: { accept: LINE_ITEM } })
    return true
  } catch (error) {
    if (error instanceof ServiceAnswerError && [404, 410].includes(error.httpStatus)) return false
    throw error
  }
}

/** @returns the address of the new line item */
export async function createLineItem(
  client: ServiceClient,
  platform: PlatformRegistration,
  lineItemsUrl: string,
  item: NewLineItem,
): Promise<string> {
  const service = 'line-items'
  const answer = await client(platform, {
    service,
    url: lineItemsUrl,
    scopes: [SCOPE.lineItem],
    method: 'POST',
    once: true,
    headers: { accept: LINE_ITEM, 'content-type': LINE_ITEM },
    body: JSON.stringify(item),
  })
  const made = parseJson({ service }, answer.body)
  return addressOf(isObject(made) ? made : {})
}

/** @throws {ServiceAnswerError} 400 or 422: the platform takes no score of this person; 404: the line item is gone */
export async function postScore(
  client: ServiceClient,
  platform: PlatformRegistration,
  lineItemUrl: string,
  score: TimedScore,
): Promise<void> {
  await client(platform, {
    service: 'scores',
    url: scoresUrl(lineItemUrl),
    scopes: [SCOPE.score],
    method: 'POST',
    headers: { 'content-type': SCORE_TYPE },
    body: JSON.stringify(score),
  })
}

/** `…/lineitem?type_id=1` → `…/lineitem/scores?type_id=1`. @see AGS 2.0 §3.4.1 */
export function scoresUrl(lineItemUrl: string): string {
  const url = new URL(lineItemUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
  return url.href
}

function addressOf(item: Record<string, unknown>): string {
  const id = textOf(item.id, 2048)
  if (id === undefined || !URL.canParse(id))
    throw new ServiceFailedError('line-items', 'not-a-line-item', { retryable: false })
  return id
}
