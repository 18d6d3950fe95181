/** Assignments and grades (LTI AGS 2.0): line items, scores, results. Item URLs carry `?type_id=…`. */
import type { Reply } from '../reply.ts'
import { lineItemUrl } from './claims.ts'
import type { Grade, LineItem } from './gradebook.ts'
import type { Call, Platform } from './platform.ts'
import { LINE_ITEM, LINE_ITEM_READONLY, RESULT_READONLY, SCORE } from './scopes.ts'
import { paged, serviceError, serviceReply } from './service-reply.ts'
import type { Tool } from './tools.ts'

/** Who asks, about which course; `null` after a wrong token, course or type. */
function authorise(platform: Platform, call: Call, scopes: readonly string[], now: number): Tool | null {
  const tool = platform.tokens.tool(call.header('authorization'), scopes, now)
  return tool && call.query.get('type_id') === String(tool.typeId) ? tool : null
}

const present = (platform: Platform, item: LineItem): object => ({
  id: lineItemUrl(platform, item.tool, item.courseId, item.id),
  label: item.label,
  scoreMaximum: item.scoreMaximum,
  resourceId: item.resourceId,
  tag: item.tag,
  ...(item.resourceLinkId ? { resourceLinkId: item.resourceLinkId, ltiLinkId: item.resourceLinkId } : {}),
})

const FILTERS = { resource_link_id: 'resourceLinkId', resource_id: 'resourceId', tag: 'tag' } as const

/** `/{course}/lineitems`: GET lists, POST makes one. */
export function lineItemsPage(platform: Platform, call: Call, courseId: number, now: number): Reply {
  const reading = call.method === 'GET'
  const tool = authorise(platform, call, reading ? [LINE_ITEM, LINE_ITEM_READONLY] : [LINE_ITEM], now)
  if (!tool) return serviceError(call, 401)
  if (!platform.population.course(courseId)) return serviceError(call, 404)
  if (!reading) return makeItem(platform, call, tool, courseId)
  const wanted = Object.entries(FILTERS).flatMap(([name, key]) => {
    const value = call.query.get(name)
    return value === null ? [] : [(item: LineItem) => item[key] === value]
  })
  const items = platform.gradebook
    .items(tool, courseId)
    .filter(item => wanted.every(matches => matches(item)))
  const { rows, headers } = paged(items, `${platform.url}${call.path}`, call.query)
  return serviceReply(
    rows.map(item => present(platform, item)),
    'lis.v2.lineitemcontainer',
    200,
    headers,
  )
}

function makeItem(platform: Platform, call: Call, tool: Tool, courseId: number): Reply {
  const asked = readBody(call)
  if (call.method !== 'POST') return serviceError(call, 405)
  if (typeof asked?.label !== 'string' || typeof asked.scoreMaximum !== 'number')
    return serviceError(call, 400)
  const link = asked.resourceLinkId
  const base = { tool, courseId, resourceId: '', tag: '', label: '', scoreMaximum: 0 }
  const item = platform.gradebook.add({
    ...base,
    ...edited(asked),
    resourceLinkId: typeof link === 'string' ? link : null,
  })
  return serviceReply(present(platform, item), 'lis.v2.lineitem', 201)
}

function edited(asked: Record<string, unknown>): Partial<LineItem> {
  const { label, scoreMaximum, resourceId, tag } = asked
  return {
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof scoreMaximum === 'number' ? { scoreMaximum } : {}),
    ...(typeof resourceId === 'string' ? { resourceId } : {}),
    ...(typeof tag === 'string' ? { tag } : {}),
  }
}

function readBody(call: Call): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(call.body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** The item that a call is about, or the answer that refuses it. */
function itemAsked(
  platform: Platform,
  call: Call,
  [courseId, itemId]: readonly [number, number],
  scopes: readonly string[],
  now: number,
): { item: LineItem } | { refused: Reply } {
  const tool = authorise(platform, call, scopes, now)
  if (!tool) return { refused: serviceError(call, 401) }
  const item = platform.gradebook.items(tool, courseId).find(one => one.id === itemId)
  return item ? { item } : { refused: serviceError(call, 404) }
}

/** `/{course}/lineitems/{item}/lineitem`: GET, PUT, DELETE. */
export function lineItemPage(
  platform: Platform,
  call: Call,
  courseId: number,
  itemId: number,
  now: number,
): Reply {
  const reading = call.method === 'GET'
  const scopes = reading ? [LINE_ITEM, LINE_ITEM_READONLY] : [LINE_ITEM]
  const asking = itemAsked(platform, call, [courseId, itemId], scopes, now)
  if ('refused' in asking) return asking.refused
  const { item } = asking
  if (call.method === 'DELETE') {
    platform.gradebook.remove(itemId)
    return { status: 204, headers: {}, body: '' }
  }
  const asked = reading ? {} : readBody(call)
  if (!asked) return serviceError(call, 400)
  const changed = { ...item, ...edited(asked) }
  platform.gradebook.change(changed)
  return serviceReply(present(platform, changed), 'lis.v2.lineitem')
}

/** `…/lineitem/scores`: refuses people who have no grade in the course, and a score older than the last one. */
export function scoresPage(
  platform: Platform,
  call: Call,
  courseId: number,
  itemId: number,
  now: number,
): Reply {
  const asking = itemAsked(platform, call, [courseId, itemId], [SCORE], now)
  if ('refused' in asking) return asking.refused
  if (call.method !== 'POST') return serviceError(call, 405)
  const grade = readGrade(call, courseId, itemId)
  if (!grade || !platform.population.progress(Number(grade.userId), courseId)) return serviceError(call, 400)
  const last = platform.gradebook.lastTimestamp(itemId, grade.userId)
  if (last && Date.parse(last) > Date.parse(grade.timestamp)) return serviceError(call, 409)
  platform.gradebook.post(grade)
  return serviceReply(undefined, 'lis.v1.score')
}

function readGrade(call: Call, courseId: number, itemId: number): Grade | null {
  const asked = readBody(call)
  if (!asked) return null
  const { userId, timestamp, activityProgress, gradingProgress, scoreGiven, scoreMaximum, comment } = asked
  const named = [userId, timestamp, activityProgress, gradingProgress].every(
    one => typeof one === 'string' && one !== '',
  )
  const known = named && !Number.isNaN(Date.parse(String(timestamp)))
  const points =
    scoreGiven === undefined || (typeof scoreGiven === 'number' && typeof scoreMaximum === 'number')
  if (!known || !points) return null
  return {
    lineItemId: itemId,
    courseId,
    userId: String(userId),
    scoreGiven: typeof scoreGiven === 'number' ? scoreGiven : null,
    scoreMaximum: typeof scoreMaximum === 'number' ? scoreMaximum : null,
    activityProgress: String(activityProgress),
    gradingProgress: String(gradingProgress),
    timestamp: String(timestamp),
    comment: typeof comment === 'string' ? comment : null,
  }
}

/** `…/lineitem/results`, of everybody or of `user_id`; points are scaled to the item. */
export function resultsPage(
  platform: Platform,
  call: Call,
  courseId: number,
  itemId: number,
  now: number,
): Reply {
  const asking = itemAsked(platform, call, [courseId, itemId], [RESULT_READONLY], now)
  if ('refused' in asking) return asking.refused
  const { item } = asking
  const user = call.query.get('user_id')
  const grades = platform.gradebook.results(itemId).filter(grade => !user || grade.userId === user)
  const { rows, headers } = paged(grades, `${platform.url}${call.path}`, call.query)
  return serviceReply(
    rows.map(grade => result(platform, item, grade)),
    'lis.v2.resultcontainer',
    200,
    headers,
  )
}

function result(platform: Platform, item: LineItem, grade: Grade): object {
  const url = lineItemUrl(platform, item.tool, item.courseId, item.id)
  return {
    id: `${url.replace('/lineitem?', '/lineitem/results?')}&user_id=${grade.userId}`,
    userId: grade.userId,
    resultScore: ((grade.scoreGiven ?? 0) * item.scoreMaximum) / (grade.scoreMaximum || 1),
    resultMaximum: item.scoreMaximum,
    scoreOf: url,
    timestamp: grade.timestamp,
    ...(grade.comment ? { comment: grade.comment } : {}),
  }
}
