import { ServiceFailedError } from '../library.ts'
import type { PlatformRegistration } from '../ports.ts'
import { nextLink } from './next-link.ts'
import type { ServiceClient, ServiceRequest } from './service-client.ts'

/** More pages than any course has: a platform that leads in circles is left. */
const MOST_PAGES = 1_000

/**
 * All pages of a list, in order. The next address is taken as the platform gives it.
 *
 * @throws {ServiceFailedError} `reason`: `foreign-link` if a page leads to another host, which would get our token;
 *   `endless` if pages repeat; `not-json`
 */
export async function readPages(
  client: ServiceClient,
  platform: PlatformRegistration,
  request: ServiceRequest,
): Promise<unknown[]> {
  const pages: unknown[] = []
  const seen = new Set<string>()
  let url: string | undefined = request.url
  while (url !== undefined) {
    if (seen.has(url) || seen.size >= MOST_PAGES) throw failed(request, 'endless')
    if (new URL(url).host !== new URL(request.url).host) throw failed(request, 'foreign-link')
    seen.add(url)
    const answer = await client(platform, { ...request, url })
    pages.push(parseJson(request, answer.body))
    url = nextLink(answer.headers.link, url)
  }
  return pages
}

export function parseJson(request: Pick<ServiceRequest, 'service'>, body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (hidden) {
    // half an answer or a maintenance page: it may be whole next time
    throw new ServiceFailedError(request.service, 'not-json', { retryable: true, hidden })
  }
}

const failed = ({ service }: ServiceRequest, reason: string): ServiceFailedError =>
  new ServiceFailedError(service, reason, { retryable: false })
