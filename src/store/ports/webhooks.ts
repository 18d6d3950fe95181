/** Where events are sent to (вебхуки), and what became of each try. */

export interface WebhookSecret {
  /** `whsec_…`, encrypted. */
  sealed: string
  /** ISO instant after which it signs no more; absent: the present one. */
  until?: string
}

/** How an address answers: after failures nothing is sent to it for a while. */
export interface WebhookHealth {
  /** Failures in a row, of any learner. */
  failures: number
  /** ISO instant before which nothing is sent. */
  restUntil?: string
  /** Code of the last failure, e.g. `webhook_timeout`. */
  error?: string
}

export interface WebhookEndpoint {
  id: string
  /** For people, e.g. «1С: Кадры». */
  title: string
  url: string
  /** Event types. */
  events: string[]
  /** Newest first; the second one signs beside it during a rotation. */
  secrets: WebhookSecret[]
  /** Whose programmes it hears of; `all`: every one. */
  scope: 'all' | string[]
  /** `false`: paused; what happens meanwhile is sent afterwards. */
  active: boolean
  /** What happened before is not sent. */
  since: string
  health: WebhookHealth
  createdAt: string
  createdBy: string
  createdByName: string
}

/** One try. Kept for thirty days. */
export interface WebhookDelivery {
  id: string
  endpointId: string
  /** The same in every try of one event. */
  messageId: string
  eventId: string
  type: string
  at: Date
  ok: boolean
  /** HTTP status, if there was an answer. */
  status?: number
  /** Code of the failure. */
  error?: string
  durationMs: number
}

export interface WebhookStore {
  /** @returns `false`: one of this id is there */
  create(endpoint: WebhookEndpoint): Promise<boolean>
  byId(id: string): Promise<WebhookEndpoint | null>
  /** By creation. */
  all(): Promise<WebhookEndpoint[]>
  setActive(id: string, active: boolean): Promise<void>
  setSecrets(id: string, secrets: readonly WebhookSecret[]): Promise<void>
  setHealth(id: string, health: WebhookHealth): Promise<void>
  /** The endpoint and the record of its deliveries. */
  remove(id: string): Promise<void>
  note(delivery: WebhookDelivery): Promise<void>
  /** Newest first. */
  deliveries(q: { endpointId: string; limit: number }): Promise<WebhookDelivery[]>
}
