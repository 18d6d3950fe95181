import type { Opens } from './opens.ts'

/** The part of a platform from which a selection is made. */
export interface DeploymentRef {
  issuer: string
  clientId: string
  deploymentId: string
}

/** Something that can be placed in a course. */
export interface Choice {
  /** `book`: the learner's own, whatever it counts. */
  kind: 'programme' | 'module' | 'book'
  opens: Opens
  title: string
  /** Second line: the programme of a module, the regulation of a programme. */
  detail?: string
  /** Academic hours required; the maximum of its column in the gradebook. */
  hours?: number
}

export interface SelectionDeps {
  /** Programmes and modules of a deployment whose titles hold the words; at most fifty, best first. */
  listChoices(deployment: DeploymentRef, query: string): Promise<Choice[]>
  /** Seals what the page carries from one request to the next: authenticated encryption under a key of this site. */
  seal(value: unknown): string
  /** @throws anything for a text that is not ours */
  open<T>(sealed: string): T
}

/** A request for content, as it waits in the page: nothing of it is stored. */
export interface SelectionRequest {
  deployment: DeploymentRef
  settings: Readonly<Record<string, unknown>>
  /** Origins that frame the page. */
  frameOrigins: string[]
  locale?: string
  /** ms since 1970. */
  until: number
}

/** For how long a page of choices may stay open. */
export const SELECTION_MINUTES = 60
