/**
 * Everybody and everything in the small LMS. Learners are worked out from their number, so a hundred thousand of them
 * cost a few megabytes; only what a test changes is stored.
 */
import { buildCourses, type Course, DEFAULT_COURSES } from './courses.ts'
import {
  ADMINISTRATOR_ID,
  buildLearner,
  buildStaff,
  deletedAccount,
  FIRST_LEARNER_ID,
  type Person,
} from './people.ts'
import { hash } from './random.ts'
import {
  type EnrolmentStatus,
  enrolmentStatusOf,
  finishedAt,
  type ProgressState,
  type Scene,
  type Spread,
  stateOf,
} from './story.ts'

export interface PopulationOptions {
  learners?: number
  /** How many courses; the first 12 are the programme, the next 9 are wrong on purpose, more are made up. */
  courses?: number
  seed?: number
  now?: Date
  /** `false`: no odd people and no wrong courses, for benches. Default `true`. */
  odd?: boolean
  /** Enrols everybody everywhere and completes this share of all pairs, instead of the demo's story. */
  completedShare?: number
}

/** Where a learner stands in a course, as the LMS itself knows it. Times are seconds UTC. */
export interface Progress {
  state: ProgressState
  enrolment: EnrolmentStatus
  /** When the last criterion was met; `null` unless completed. */
  timecompleted: number | null
  /** When something last happened. */
  touched: number
}

/** A true completion, and whether the web service will tell it: the oracle of tests. */
export interface Completion {
  userId: number
  courseId: number
  timecompleted: number
  /** `null`: the web service tells it; else why it does not. */
  hidden: 'deleted' | 'invisible' | 'enrolment' | 'tracking' | null
}

export type PersonChange = Partial<
  Pick<Person, 'firstname' | 'lastname' | 'middlename' | 'email' | 'idnumber' | 'suspended' | 'invisible'>
>

export class Population {
  readonly seed: number
  readonly learners: number
  readonly courses: readonly Course[]
  readonly staff: readonly Person[]
  readonly now: Date
  readonly #scene: Scene
  readonly #people = new Map<number, PersonChange | 'deleted'>()
  readonly #progress = new Map<string, Partial<Progress>>()
  readonly #enrolled = new Map<string, Uint32Array>()

  constructor(options: PopulationOptions = {}) {
    this.seed = options.seed ?? 1
    this.learners = options.learners ?? 40
    this.now = options.now ?? new Date('2026-11-20T09:00:00Z')
    const odd = options.odd ?? true
    const share = options.completedShare
    const spread: Spread = share === undefined ? { kind: 'story' } : { kind: 'share', completed: share }
    this.#scene = { seed: this.seed, odd, spread }
    this.courses = buildCourses(options.courses ?? (odd ? DEFAULT_COURSES : 12), odd)
    this.staff = buildStaff()
  }

  get nowSeconds(): number {
    return Math.floor(this.now.getTime() / 1000)
  }

  /** Account ids of all learners, lowest first. */
  *learnerIds(): Generator<number> {
    for (let index = 1; index <= this.learners; index++) yield FIRST_LEARNER_ID + index - 1
  }

  course(id: number): Course | undefined {
    return this.courses[id - 2]
  }

  /** The account with this id, as it is now; `undefined`: there was never one. */
  person(id: number): Person | undefined {
    const index = this.#index(id)
    const made =
      index === null ? this.staff.find(one => one.id === id) : buildLearner(this.seed, index, this.#scene.odd)
    const change = this.#people.get(id)
    if (!made || !change) return made
    return change === 'deleted' ? deletedAccount(made) : { ...made, ...change }
  }

  /** The account with exactly this username, e-mail or personal number (case matters), not a deleted one. */
  personBy(field: 'username' | 'email' | 'idnumber', value: string): Person | undefined {
    const ids = [...this.staff.map(one => one.id), ...this.#people.keys()]
    const digits = /(?:^sl|^TAB-|\.)0*(\d+)(?:@.*)?$/i.exec(value)
    if (digits) ids.push(FIRST_LEARNER_ID + Number(digits[1]) - 1)
    const found = ids.map(id => this.person(id)).find(one => one && !one.deleted && one[field] === value)
    return value === '' ? undefined : found
  }

  /**
   * Learners who are enrolled in the course (account ids, lowest first); deleted accounts are not. By default in any
   * way; `active` and `inactive` (suspended or ended) pick some.
   */
  enrolled(courseId: number, which: 'any' | 'active' | 'inactive' = 'any'): Uint32Array {
    const key = `${which}:${courseId}`
    const known = this.#enrolled.get(key)
    if (known) return known
    const ids: number[] = []
    for (const id of this.learnerIds()) if (this.#stands(id, courseId, which)) ids.push(id)
    const list = Uint32Array.from(ids)
    this.#enrolled.set(key, list)
    return list
  }

  /** Courses in which the learner is enrolled in any way. */
  coursesOf(userId: number): Course[] {
    return this.courses.filter(course => this.progress(userId, course.id) !== null)
  }

  /** Where the learner stands in the course; `null`: not enrolled (staff are never). */
  progress(userId: number, courseId: number): Progress | null {
    const index = this.#index(userId)
    const course = this.course(courseId)
    if (index === null || !course) return null
    const change = this.#progress.get(`${userId}:${courseId}`)
    const state = change?.state ?? stateOf(this.#scene, index, course)
    if (!state) return null
    const touched = change?.touched ?? finishedAt(this.seed, this.nowSeconds, index, courseId)
    return {
      state,
      enrolment: change?.enrolment ?? enrolmentStatusOf(this.#scene, index, state),
      timecompleted: state === 'completed' ? touched : null,
      touched,
    }
  }

  /** What the learner truly completed, whether or not the web service can tell it. */
  completionsOf(userId: number): Completion[] {
    return this.courses.flatMap(course => {
      const progress = this.progress(userId, course.id)
      if (progress?.timecompleted == null) return []
      const hidden = this.#hidden(userId, course, progress)
      return [{ userId, courseId: course.id, timecompleted: progress.timecompleted, hidden }]
    })
  }

  /** All completions that an honest pull can find, learner by learner. */
  *visibleCompletions(): Generator<Completion> {
    for (const id of this.learnerIds()) for (const one of this.completionsOf(id)) if (!one.hidden) yield one
  }

  /** From now on the learner has completed the course (and is enrolled in it). `at` in seconds UTC. */
  complete(userId: number, courseId: number, at: number = this.nowSeconds): void {
    this.#change(userId, courseId, { state: 'completed', touched: at, enrolment: 'active' })
  }

  /** Takes a completion back: the learner is in progress again. */
  revoke(userId: number, courseId: number): void {
    this.#change(userId, courseId, { state: 'in-progress' })
  }

  /** Suspends or ends an enrolment, or makes it active again; what was done in the course stays. */
  setEnrolment(userId: number, courseId: number, enrolment: EnrolmentStatus): void {
    this.#change(userId, courseId, { enrolment })
  }

  changePerson(userId: number, change: PersonChange): void {
    const known = this.#people.get(userId)
    this.#people.set(userId, { ...(known === 'deleted' ? {} : known), ...change })
  }

  deletePerson(userId: number): void {
    this.#people.set(userId, 'deleted')
    this.#enrolled.clear()
  }

  /** A teacher's correction of a course's hours. */
  setHours(courseId: number, hoursRaw: string | null, hoursText = hoursRaw ?? ''): void {
    const course = this.course(courseId)
    if (course) Object.assign(course, { hoursRaw, hoursText })
  }

  /** Whoever a launch or a page names: an account id, a username, or the first of a role. */
  find(who: {
    userId?: number | string
    username?: string
    role?: 'learner' | 'teacher' | 'administrator'
  }): Person | undefined {
    if (who.userId !== undefined) return this.person(Number(who.userId))
    if (who.username !== undefined) return this.personBy('username', who.username)
    if (who.role === 'administrator') return this.person(ADMINISTRATOR_ID)
    return who.role === 'teacher' ? this.person(11) : this.person(FIRST_LEARNER_ID)
  }

  /** A number that looks random and is the same for the same seed. */
  number(...coordinates: number[]): number {
    return hash(this.seed, ...coordinates)
  }

  #stands(userId: number, courseId: number, which: 'any' | 'active' | 'inactive'): boolean {
    const enrolment = this.progress(userId, courseId)?.enrolment
    if (!enrolment || this.person(userId)?.deleted) return false
    return which === 'any' || (enrolment === 'active') === (which === 'active')
  }

  #hidden(userId: number, course: Course, progress: Progress): Completion['hidden'] {
    const person = this.person(userId)
    if (person?.deleted) return 'deleted'
    if (person?.invisible) return 'invisible'
    if (progress.enrolment !== 'active') return 'enrolment'
    return course.tracking === 'criteria' ? null : 'tracking'
  }

  #change(userId: number, courseId: number, change: Partial<Progress>): void {
    const key = `${userId}:${courseId}`
    this.#progress.set(key, { ...this.#progress.get(key), ...change })
    for (const which of ['any', 'active', 'inactive']) this.#enrolled.delete(`${which}:${courseId}`)
  }

  #index(userId: number): number | null {
    const index = userId - FIRST_LEARNER_ID + 1
    return Number.isInteger(index) && index >= 1 && index <= this.learners ? index : null
  }
}
