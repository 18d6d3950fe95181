/** Launches that have begun, and what a test wants changed in the next ones. */
import type { Person } from '../people.ts'
import type { JwsHeader, SigningKey } from './jws.ts'
import type { Tool } from './tools.ts'

export interface Launch {
  readonly id: string
  readonly tool: Tool
  readonly person: Person
  readonly courseId: number
  readonly message: 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest'
}

/** An id_token about to be signed. A change may return another draft or alter this one. */
export interface Draft {
  header: JwsHeader
  payload: Record<string, unknown>
  key: SigningKey
}

export type DraftChange = (draft: Draft, launch: Launch) => Draft | undefined | undefined
/** Changes the form that goes to the tool: `id_token`, `state`, or `error` and `error_description`. */
export type FormChange = (
  fields: Record<string, string>,
  launch: Launch,
) => Record<string, string> | undefined | undefined

const REMEMBERED = 10_000

export class LaunchDesk {
  readonly #launches = new Map<string, Launch>()
  #drafts: { change: DraftChange; left: number }[] = []
  #forms: { change: FormChange; left: number }[] = []
  #begun = 0

  begin(launch: Omit<Launch, 'id'>): Launch {
    this.#begun += 1
    const begun = { ...launch, id: `ltilaunch${launch.courseId}_${this.#begun}` }
    this.#launches.set(begun.id, begun)
    const oldest = this.#launches.keys().next().value
    if (this.#launches.size > REMEMBERED && oldest) this.#launches.delete(oldest)
    return begun
  }

  find(id: string): Launch | undefined {
    return this.#launches.get(id)
  }

  /** Changes the id_token of the next `times` launches (default 1). */
  mutate(change: DraftChange, times = 1): void {
    this.#drafts.push({ change, left: times })
  }

  /** Changes the form of the next `times` launches (default 1). */
  mutateForm(change: FormChange, times = 1): void {
    this.#forms.push({ change, left: times })
  }

  /** Forgets every change that was asked for. */
  restore(): void {
    this.#drafts = []
    this.#forms = []
  }

  changed(draft: Draft, launch: Launch): Draft {
    const rule = next(this.#drafts)
    return rule ? (rule.change(draft, launch) ?? draft) : draft
  }

  changedForm(fields: Record<string, string>, launch: Launch): Record<string, string> {
    const rule = next(this.#forms)
    return rule ? (rule.change(fields, launch) ?? fields) : fields
  }
}

function next<T extends { left: number }>(rules: T[]): T | undefined {
  const rule = rules[0]
  if (rule) rule.left -= 1
  if (rule && rule.left <= 0) rules.shift()
  return rule
}
