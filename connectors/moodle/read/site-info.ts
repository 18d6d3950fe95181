import type { z } from 'zod'
import type { MoodleClient } from '../rest/client.ts'
import { parseAnswer, siteInfo } from '../rest/schemas.ts'

export type SiteInfo = z.infer<typeof siteInfo>

/** Who we are there, and what the service may call. */
export async function fetchSiteInfo(client: MoodleClient, signal: AbortSignal): Promise<SiteInfo> {
  const name = 'core_webservice_get_site_info'
  return parseAnswer(siteInfo, await client.call(name, {}, signal), name)
}
