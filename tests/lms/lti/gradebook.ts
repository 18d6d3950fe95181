/** Line items of tools and the scores they posted. */
import { linkId, type Tool } from './tools.ts'

export interface LineItem {
  id: number
  courseId: number
  tool: Tool
  label: string
  scoreMaximum: number
  resourceId: string
  tag: string
  /** The link that the item belongs to; items that a tool made by itself may have none. */
  resourceLinkId: string | null
}

/** A score as the tool posted it. */
export interface Grade {
  lineItemId: number
  courseId: number
  userId: string
  scoreGiven: number | null
  scoreMaximum: number | null
  activityProgress: string
  gradingProgress: string
  timestamp: string
  comment: string | null
}

const FIRST_OWN_ITEM = 900_000_000

export class Gradebook {
  readonly #made: LineItem[] = []
  readonly #removed = new Set<number>()
  readonly #changed = new Map<number, LineItem>()
  readonly #grades: Grade[] = []

  /** All scores posted, oldest first. */
  grades(): readonly Grade[] {
    return this.#grades
  }

  /** The items of a tool in a course: the one of its link first, unless grades are delegated. */
  items(tool: Tool, courseId: number): LineItem[] {
    const own = this.#made.filter(item => item.tool === tool && item.courseId === courseId)
    const coupled = tool.grades === 'delegated' ? [] : [coupledItem(tool, courseId)]
    return [...coupled, ...own]
      .filter(item => !this.#removed.has(item.id))
      .map(item => this.#changed.get(item.id) ?? item)
  }

  add(item: Omit<LineItem, 'id'>): LineItem {
    const added = { ...item, id: FIRST_OWN_ITEM + this.#made.length + 1 }
    this.#made.push(added)
    return added
  }

  change(item: LineItem): void {
    this.#changed.set(item.id, item)
  }

  remove(id: number): void {
    this.#removed.add(id)
  }

  post(grade: Grade): void {
    this.#grades.push(grade)
  }

  /** The last score of each learner in an item; a score without points takes the result away. */
  results(itemId: number): Grade[] {
    const last = new Map<string, Grade>()
    for (const grade of this.#grades) if (grade.lineItemId === itemId) last.set(grade.userId, grade)
    return [...last.values()].filter(grade => grade.scoreGiven !== null)
  }

  /** When the learner's last score in the item was made; `null`: none. */
  lastTimestamp(itemId: number, userId: string): string | null {
    return this.#grades.findLast(one => one.lineItemId === itemId && one.userId === userId)?.timestamp ?? null
  }
}

function coupledItem(tool: Tool, courseId: number): LineItem {
  const id = linkId(tool, courseId)
  return {
    id,
    courseId,
    tool,
    label: tool.name,
    scoreMaximum: 100,
    resourceId: '',
    tag: '',
    resourceLinkId: String(id),
  }
}
