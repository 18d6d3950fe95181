/**
 * Scripted faults: what goes wrong, at which call, how often. Each rule counts its own calls from the moment it was
 * added, ends by itself after `times` and never needs a clean-up to let a connection go.
 */

export type Fault =
  /** An HTTP error of a proxy in front of the LMS, with a short HTML body; `retryAfter` as the header says it. */
  | { kind: 'status'; status: number; retryAfter?: string }
  /** HTTP 200 and a themed HTML page instead of an answer. */
  | { kind: 'maintenance-page' }
  /** HTTP 200 and `errorcode: sitemaintenance`. */
  | { kind: 'maintenance' }
  /** PHP notices in front of the answer. */
  | { kind: 'notice' }
  /** Half of the answer (or this share of it), properly ended. */
  | { kind: 'truncate'; share?: number }
  /** The connection is reset in the middle of the answer. */
  | { kind: 'reset' }
  /** Half of the answer, then silence; the connection is dropped after `ms` (default 5000). */
  | { kind: 'stall'; ms?: number }
  /** The whole answer, `ms` later. */
  | { kind: 'slow'; ms: number }
  /** The answer behind this many bytes of white space (still valid JSON), sent piece by piece. */
  | { kind: 'huge'; bytes: number }
  /** A last bracket or tag is missing and something else stands there. */
  | { kind: 'malformed' }
  /** The token is not known (any more). */
  | { kind: 'invalid-token' }
  /** Any refusal of Moodle. */
  | { kind: 'error'; errorcode: string; message?: string }
  /** The first rows of a list come twice. */
  | { kind: 'duplicate-rows' }
  /** A page starts this many rows later (rows are skipped) or, negative, earlier (rows come again). */
  | { kind: 'shift-page'; by: number }
  /** Any other answer. */
  | { kind: 'replace'; body: string; contentType?: string; status?: number }

export interface When {
  /** Which call is the first to fail, counted from 1 after the rule was added. Default 1. */
  call?: number
  /** How many calls fail in a row. Default 1; `Infinity` until `clear()`. */
  times?: number
}

/** A fault that happened. */
export interface Fired {
  target: string
  kind: Fault['kind']
}

interface Rule {
  target: string
  fault: Fault
  call: number
  times: number
  seen: number
}

/**
 * Targets: a function of the web service, `*` for any of them, `lti:certs`, `lti:token`, `lti:auth`, `lti:memberships`,
 * `lti:lineitems`, `lti:scores`, `lti:results`, or `lti:*`.
 */
export class FaultScript {
  readonly fired: Fired[] = []
  #rules: Rule[] = []

  on(target: string, fault: Fault, { call = 1, times = 1 }: When = {}): this {
    this.#rules.push({ target, fault, call, times, seen: 0 })
    return this
  }

  /** The token dies after `calls` more calls, whatever they ask, and stays dead until `clear()`. */
  revokeTokenAfter(calls: number): this {
    return this.on('*', { kind: 'invalid-token' }, { call: calls + 1, times: Infinity })
  }

  /** Nothing more goes wrong. */
  clear(): void {
    this.#rules = []
  }

  /** The fault of this call, if it has one; each matching rule counts the call. */
  take(target: string): Fault | null {
    const group = target.startsWith('lti:') ? 'lti:*' : '*'
    const matching = this.#rules.filter(rule => rule.target === target || rule.target === group)
    for (const rule of matching) rule.seen += 1
    const due = matching.find(rule => rule.seen >= rule.call && rule.seen < rule.call + rule.times)
    this.#rules = this.#rules.filter(rule => rule.seen < rule.call + rule.times - 1)
    if (due) this.fired.push({ target, kind: due.fault.kind })
    return due?.fault ?? null
  }
}
