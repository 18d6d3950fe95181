/** What tools placed in courses (LTI Deep Linking 2.0). */

import { notFound, page } from '../pages.ts'
import type { Reply } from '../reply.ts'
import { escapeXml } from '../ws/shape.ts'
import type { Call, Platform } from './platform.ts'
import { verifyToolJwt } from './tool-jwt.ts'

export interface DeepLink {
  courseId: number
  clientId: string
  /** The response's payload as verified. */
  payload: Record<string, unknown>
  /** The content items, untouched. */
  items: readonly Record<string, unknown>[]
}

const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items'

/** `/mod/lti/contentitem_return.php`: verifies the response and keeps its items. */
export async function contentItemReturnPage(
  platform: Platform,
  call: Call,
  links: DeepLink[],
): Promise<Reply> {
  const tool = platform.tools.byTypeId(Number(call.query.get('id')))
  const token = call.form.get('JWT')
  const payload = tool && token ? await verifyToolJwt(tool, token, [platform.url]) : null
  const valid =
    payload?.[`${LTI}/message_type`] === 'LtiDeepLinkingResponse' &&
    payload[`${LTI}/version`] === '1.3.0' &&
    payload[`${LTI}/deployment_id`] === tool?.deploymentId &&
    typeof payload.nonce === 'string'
  if (!valid || !tool) return notFound(platform, 'Ответ инструмента не принят')
  const items = Array.isArray(payload[ITEMS]) ? (payload[ITEMS] as Record<string, unknown>[]) : []
  links.push({ courseId: Number(call.query.get('course')), clientId: tool.clientId, payload, items })
  const rows = items.map(item => `<li>${escapeXml(String(item.title ?? tool.name))}</li>`)
  return page(platform, 'Добавлено в курс', `<ul>${rows.join('')}</ul>`)
}
