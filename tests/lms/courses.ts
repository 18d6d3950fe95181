/**
 * The courses of the small LMS: a programme «Цифровая дидактика» of a pedagogical university, whose modules are the
 * kinds of activity of Приложение 1 (Положение ТГПУ), and courses that are wrong on purpose.
 */

/** Whether the LMS can tell completion: by criteria, tracking on but no criteria, or no tracking at all. */
export type Tracking = 'criteria' | 'no-criteria' | 'off'

export interface Course {
  readonly id: number
  readonly shortname: string
  readonly idnumber: string
  readonly fullname: string
  /** What stands in the number field `hours`, as text; `null`: nothing was entered. */
  hoursRaw: string | null
  /** What stands in the text field `hours_text`; empty: nothing was entered. */
  hoursText: string
  /** Kind of activity, an id of the tariff; `course` and `workshop` are outside it. */
  readonly kind: string
  readonly form: 'in-person' | 'distance' | 'both'
  /** Place in the published programme; `null`: not in any programme. */
  readonly part: 'invariant' | 'variative' | null
  /** Academic hours that the published list of modules gives it; `null`: not in any programme. */
  readonly programmeHours: string | null
  readonly repeatable: boolean
  readonly tracking: Tracking
  readonly visible: boolean
  /** What is wrong on purpose, for tests and for the demo's words; `null`: nothing. */
  readonly odd: OddCourse | null
}

export type OddCourse =
  | 'empty-hours'
  | 'negative-hours'
  | 'huge-hours'
  | 'small-module'
  | 'not-in-programme'
  | 'text-hours-only'
  | 'completion-off'
  | 'no-criteria'
  | 'hidden'

type Draft = [
  shortname: string,
  fullname: string,
  kind: string,
  form: Course['form'],
  hours: string,
  text: string,
]

export const PROGRAMME_TITLE = 'Цифровая дидактика: накопительная программа повышения квалификации'

const INVARIANT: readonly Draft[] = [
  ['CD-SEM-1', 'Семинар «Основы цифровой дидактики»', 'seminar', 'both', '8', '8 ч.'],
  [
    'CD-SEM-2',
    'Семинар «Цифровой образовательный контент: отбор и оценка»',
    'seminar',
    'both',
    '8',
    '8 ак. ч.',
  ],
]
const VARIATIVE: readonly Draft[] = [
  ['CD-KONKURS', 'Профессиональный конкурс «Цифровой урок года»', 'contest', 'distance', '50', '50 часов'],
  [
    'CD-SETPROEKT',
    'Сетевой проект «Педагогическая планета: урок в цифре»',
    'network-project',
    'distance',
    '68',
    '68 ч.',
  ],
  [
    'CD-UROK',
    'Открытый урок с цифровыми инструментами',
    'open-lesson',
    'in-person',
    '24',
    '24 ч. (в т. ч. 8 ч. практики)',
  ],
  [
    'CD-MASTER',
    'Мастер-класс «Смешанное обучение в начальной школе»',
    'master-class',
    'in-person',
    '24',
    '24',
  ],
  [
    'CD-GALEREYA',
    'Фото-галерея творческих работ «Мир глазами детей»',
    'photo-gallery',
    'distance',
    '12',
    '12 ч за галерею',
  ],
  [
    'CD-OPYT-SAIT',
    'Представление педагогического опыта на сайте',
    'presentation-online',
    'distance',
    '46',
    '46 часов',
  ],
  [
    'CD-OPYT',
    'Презентация педагогического опыта на очных курсах',
    'presentation',
    'in-person',
    '8',
    '8 часов',
  ],
  [
    'CD-UCHENIKI',
    'Курирование обучающихся в проектах и олимпиадах',
    'pupil-guidance',
    'distance',
    '24',
    '24 ч.',
  ],
  ['CD-KOMANDA', 'Командная викторина «Академия успеха»', 'team-contest', 'distance', '50', '50 ч.'],
  [
    'CD-SMO',
    'Сетевое методическое объединение учителей информатики',
    'methodical-association',
    'distance',
    '68',
    '68 ак. часов',
  ],
]
const WRONG: readonly [...Draft, OddCourse][] = [
  ['CD-PUSTO', 'Семинар «Нейросети на уроке» (часы не указаны)', 'seminar', 'both', '', '', 'empty-hours'],
  [
    'CD-MINUS',
    'Мастер-класс «Интерактивная доска»',
    'master-class',
    'in-person',
    '-4',
    '-4 ч.',
    'negative-hours',
  ],
  ['CD-MNOGO', 'Конкурс «Лучший сайт педагога»', 'contest', 'distance', '10000', '10000', 'huge-hours'],
  ['CD-MALO', 'Мини-семинар «Безопасный интернет»', 'seminar', 'both', '4', '4 ч.', 'small-module'],
  [
    'OT-36',
    'Охрана труда и первая помощь в школе',
    'course',
    'distance',
    '36.5',
    '36,5 ч.',
    'not-in-programme',
  ],
  ['PRAKT-36', 'Практикум «Сферум и Моя школа»', 'workshop', 'distance', '', '36,5 ч.', 'text-hours-only'],
  ['VEB-BEZ', 'Вебинар без отслеживания выполнения', 'seminar', 'distance', '8', '8 ч.', 'completion-off'],
  ['KLUB', 'Методический клуб (без условий завершения)', 'other', 'both', '12', '12 ч.', 'no-criteria'],
  ['CHERNOVIK', 'Черновик: Геймификация обучения', 'master-class', 'distance', '24', '24 ч.', 'hidden'],
]
const TARIFF_HOURS: Readonly<Record<string, string>> = { seminar: '8', 'master-class': '24', contest: '50' }
const TOPICS = [
  'оценивание',
  'визуализация',
  'проектная деятельность',
  'инклюзия',
  'робототехника',
  'медиаграмотность',
]

/** How many courses there are when the caller does not say. */
export const DEFAULT_COURSES = INVARIANT.length + VARIATIVE.length + WRONG.length

/**
 * The first `count` courses; more than the standing list are made from the tariff.
 *
 * @param odd false leaves out those that are wrong on purpose
 */
export function buildCourses(count: number, odd: boolean): Course[] {
  const standing = [
    ...INVARIANT.map(draft => listed(draft, 'invariant')),
    ...VARIATIVE.map(draft => listed(draft, 'variative')),
    ...(odd ? WRONG.map(wrong) : []),
  ]
  const more = Array.from({ length: Math.max(0, count - standing.length) }, (_, k) => generated(k + 1))
  return [...standing, ...more].slice(0, count).map((course, k) => ({
    ...course,
    id: k + 2,
    idnumber: `CRS-${String(k + 1).padStart(3, '0')}`,
  }))
}

type Unnumbered = Omit<Course, 'id' | 'idnumber'>

function listed(draft: Draft, part: Course['part']): Unnumbered {
  const [shortname, fullname, kind, form, hours, text] = draft
  return {
    shortname,
    fullname,
    kind,
    form,
    part,
    hoursRaw: hours === '' ? null : hours,
    hoursText: text,
    programmeHours: part ? hours : null,
    repeatable: kind === 'photo-gallery',
    tracking: 'criteria',
    visible: true,
    odd: null,
  }
}

const OUTSIDE: readonly OddCourse[] = [
  'not-in-programme',
  'text-hours-only',
  'completion-off',
  'no-criteria',
  'hidden',
]

function wrong([shortname, fullname, kind, form, hours, text, odd]: [...Draft, OddCourse]): Unnumbered {
  const part = OUTSIDE.includes(odd) ? null : 'variative'
  const base = listed([shortname, fullname, kind, form, hours, text], part)
  return {
    ...base,
    odd,
    programmeHours: part ? (TARIFF_HOURS[kind] ?? null) : null,
    tracking: odd === 'completion-off' ? 'off' : odd === 'no-criteria' ? 'no-criteria' : 'criteria',
    visible: odd !== 'hidden',
  }
}

function generated(number: number): Unnumbered {
  const [, , kind, form, hours] = VARIATIVE[number % VARIATIVE.length] as Draft
  const topic = TOPICS[number % TOPICS.length] as string
  const title = `Модуль ${number}: ${topic} в цифровой среде`
  return listed([`CD-M-${number}`, title, kind, form, hours, `${hours} ч.`], 'variative')
}
