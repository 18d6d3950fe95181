/** Tools that the platform knows, as an administrator enters them or as dynamic registration leaves them. */
import type { Population } from '../population.ts'

export interface ToolSettings {
  name: string
  /** Where login initiation goes. */
  loginUrl: string
  /** Target of an ordinary launch. */
  launchUrl: string
  redirectUris: readonly string[]
  jwksUrl: string
  /** Origin of the tool's pages, for the frame. */
  origin?: string
  /** Target of deep linking; default the launch URL. */
  deepLinkUrl?: string
  /** Additional custom parameters; `$Person.name.middle` and its like are filled in. */
  custom?: Readonly<Record<string, string>>
  /** `delegated`: no line item comes with a link, as after dynamic registration. Default `always`. */
  grades?: 'always' | 'delegated'
  /** What the platform tells of people. Default everything. */
  privacy?: { name: boolean; email: boolean }
}

export interface Tool extends ToolSettings {
  readonly clientId: string
  /** Moodle's type id; also the deployment. */
  readonly typeId: number
  readonly deploymentId: string
  /** Dynamic registration leaves a tool pending until an administrator activates it. */
  active: boolean
}

/** What the tool's side must be told of a registration. */
export interface Registration {
  clientId: string
  deploymentId: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export class ToolRegistry {
  readonly #tools: Tool[] = []
  readonly #population: Population

  constructor(population: Population) {
    this.#population = population
  }

  /** Adds a tool; client ids are fifteen letters and digits, as Moodle makes them, and the same for the same seed. */
  add(settings: ToolSettings, { active = true, clientId = this.nextClientId() } = {}): Tool {
    const typeId = this.#tools.length + 1
    const tool: Tool = { ...settings, typeId, clientId, deploymentId: String(typeId), active }
    this.#tools.push(tool)
    return tool
  }

  nextClientId(salt = 0): string {
    const letters = Array.from({ length: 15 }, (_, k) =>
      ALPHABET.charAt(this.#population.number(51, this.#tools.length, k, salt) % ALPHABET.length),
    )
    return letters.join('')
  }

  all(): readonly Tool[] {
    return this.#tools
  }

  byClientId(clientId: string | undefined): Tool | undefined {
    return this.#tools.find(tool => tool.clientId === clientId)
  }

  byTypeId(typeId: number): Tool | undefined {
    return this.#tools.find(tool => tool.typeId === typeId)
  }
}

/** Course-module id of the tool in a course; also the id of the resource link and of its line item. */
export const linkId = (tool: Tool, courseId: number): number => tool.typeId * 1_000_000 + courseId

/** The tool and course of a course-module id. */
export const parseLinkId = (id: number): { typeId: number; courseId: number } => ({
  typeId: Math.floor(id / 1_000_000),
  courseId: id % 1_000_000,
})
