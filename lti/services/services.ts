/** The platform's services as background work calls them: with a registration and an address, without a launch. */

import type { PlatformRegistration } from '../ports.ts'
import {
  createLineItem,
  findLineItem,
  hasLineItem,
  type LineItemName,
  type NewLineItem,
  postScore,
  type TimedScore,
} from './grade-service.ts'
import type { Member } from './members.ts'
import { readRoster } from './roster-service.ts'
import { createServiceClient, type ServiceClientDeps } from './service-client.ts'

export interface LtiServices {
  /** Everybody in a context, all pages. */
  readRoster(platform: PlatformRegistration, membershipsUrl: string): Promise<Member[]>
  findLineItem(
    platform: PlatformRegistration,
    lineItemsUrl: string,
    name: LineItemName,
  ): Promise<string | null>
  hasLineItem(platform: PlatformRegistration, lineItemUrl: string): Promise<boolean>
  createLineItem(platform: PlatformRegistration, lineItemsUrl: string, item: NewLineItem): Promise<string>
  postScore(platform: PlatformRegistration, lineItemUrl: string, score: TimedScore): Promise<void>
}

export function createLtiServices(deps: ServiceClientDeps): LtiServices {
  const client = createServiceClient(deps)
  return {
    readRoster: (platform, url) => readRoster(client, platform, url),
    findLineItem: (platform, url, name) => findLineItem(client, platform, url, name),
    hasLineItem: (platform, url) => hasLineItem(client, platform, url),
    createLineItem: (platform, url, item) => createLineItem(client, platform, url, item),
    postScore: (platform, url, score) => postScore(client, platform, url, score),
  }
}
