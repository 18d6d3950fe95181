/** Faults between the fields of a regulation file. They look at the raw data, so that they show beside faults of shape. */
import { parseHours } from '../hours.ts'
import { type Told, told } from './fault-words.ts'
import { idleFields } from './idle-fields.ts'
import { repeatedNames } from './repeats.ts'

/** A fault at a path of the file, before its line is known. */
export interface CrossFault extends Told {
  at: (string | number)[]
}

type Raw = Record<string, unknown>

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const rowsOf = (raw: Raw, key: string): Raw[] => {
  const rows = raw[key]
  return Array.isArray(rows) ? rows.map(row => (isRecord(row) ? row : {})) : []
}

/** Hours of a raw value, or undefined where the schema already complains. */
function hoursOrNothing(value: unknown): number | undefined {
  try {
    return parseHours(String(value))
  } catch {
    return undefined
  }
}

function tariffOutsideModuleSize(raw: Raw): CrossFault[] {
  const size = isRecord(raw.moduleSize) ? raw.moduleSize : undefined
  if (!size) return []
  const [min = 0, max = Number.POSITIVE_INFINITY] = [hoursOrNothing(size.min), hoursOrNothing(size.max)]
  return rowsOf(raw, 'tariff').flatMap((row, index) => {
    const hours = hoursOrNothing(row.hours)
    if (hours === undefined || (hours >= min && hours <= max)) return []
    return [
      {
        at: ['tariff', index, 'hours'],
        ...told(
          `a tariff of ${String(row.hours)} h is outside the module size ${String(size.min)}–${String(size.max)} h`,
          'Correct the tariff or moduleSize: such a module could never count.',
          `тариф ${String(row.hours)} ч вне размера модуля ${String(size.min)}–${String(size.max)} ч`,
          'Исправьте тариф или moduleSize: такой модуль никогда не засчитают.',
        ),
      },
    ]
  })
}

function moduleSizeUpsideDown(raw: Raw): CrossFault[] {
  const size = isRecord(raw.moduleSize) ? raw.moduleSize : {}
  const [min, max] = [hoursOrNothing(size.min), hoursOrNothing(size.max)]
  if (min === undefined || max === undefined || min <= max) return []
  const words = told(
    'min is above max',
    'Swap min and max.',
    'min больше max',
    'Поменяйте min и max местами.',
  )
  return [{ at: ['moduleSize', 'min'], ...words }]
}

function spanMonths(value: unknown): number | undefined {
  if (!isRecord(value)) return undefined
  return Number(value.years ?? 0) * 12 + Number(value.months ?? 0)
}

function termUpsideDown(raw: Raw): CrossFault[] {
  const term = isRecord(raw.term) ? raw.term : {}
  const [min, max] = [spanMonths(term.min), spanMonths(term.max)]
  if (min === undefined || max === undefined || !(min > max)) return []
  return [
    {
      at: ['term', 'min'],
      ...told(
        'the shortest term is longer than the longest',
        'Swap min and max.',
        'наименьший срок длиннее наибольшего',
        'Поменяйте min и max местами.',
      ),
    },
  ]
}

/** A requirement whose section is missing could never be judged; one of several suffices. */
const SECTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  'total-hours': ['totalHours', 'programmeHours'],
  'invariant-modules': ['invariantModules'],
  'invariant-share': ['invariantShare'],
  'term-min': ['term.min'],
  'term-max': ['term.max'],
  'enrolment-documents': ['enrolment'],
  'route-approved': ['route'],
}

function valueAt(raw: Raw, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), raw)
}

/** Requirements that name the kinds of module they ask for. */
const NEEDS_KINDS = ['theory-part', 'practice-part', 'internship']

function requirementWithoutData(raw: Raw): CrossFault[] {
  return rowsOf(raw, 'requirements').flatMap((row, index) => {
    const id = String(row.id)
    const words = sectionMissing(raw, id) ?? kindsMissing(row, id)
    return words ? [{ at: ['requirements', index, 'id'], ...words }] : []
  })
}

function sectionMissing(raw: Raw, id: string): Told | undefined {
  const sections = SECTIONS_OF[id] ?? []
  if (sections.length === 0 || sections.some(path => valueAt(raw, path) !== undefined)) return undefined
  const [names, namesRu] = [sections.join(' or '), sections.join(' или ')]
  return told(
    `${id} needs the section ${names}`,
    `Add ${names}.`,
    `для ${id} нужен раздел ${namesRu}`,
    `Добавьте ${namesRu}.`,
  )
}

function kindsMissing(row: Raw, id: string): Told | undefined {
  if (!NEEDS_KINDS.includes(id) || Array.isArray(row.kinds)) return undefined
  return told(
    `${id} needs the kinds that meet it`,
    'Add kinds: [...].',
    `для ${id} нужны виды, которые его выполняют`,
    'Добавьте kinds: [...].',
  )
}

/** A threshold and the whole programme at once: which of the two would be required? */
function twoTotals(raw: Raw): CrossFault[] {
  if (raw.totalHours === undefined || raw.programmeHours === undefined) return []
  return [
    {
      at: ['programmeHours'],
      ...told(
        'totalHours and programmeHours exclude each other',
        'Keep totalHours for a threshold, or programmeHours where the whole programme is binding.',
        'totalHours и programmeHours исключают друг друга',
        'Оставьте totalHours для порога или programmeHours, если обязательна вся программа.',
      ),
    },
  ]
}

/** Hours belong to the programme that they were mastered in: nothing carries them over, so nobody may rely on it. */
function surplusCarried(raw: Raw): CrossFault[] {
  if (!isRecord(raw.surplus) || raw.surplus.policy !== 'carry') return []
  return [
    {
      at: ['surplus', 'policy'],
      ...told(
        'surplus hours are not carried to another programme',
        'Write burn. What is to count in the next programme is entered there with its document.',
        'часы сверх порога в другую программу не переносятся',
        'Напишите burn. Что засчитать в следующей программе, вносят там с подтверждающим документом.',
      ),
    },
  ]
}

/** A step is known by its act and its roles; the same one twice would send a route round in a circle. */
function stepName(step: unknown): string | undefined {
  if (typeof step === 'string') return `agrees ${step}`
  if (!isRecord(step) || !Array.isArray(step.by)) return undefined
  return `${String(step.does)} ${step.by.map(String).sort().join(' ')}`
}

function chainsInCircles(raw: Raw): CrossFault[] {
  const route = isRecord(raw.route) ? raw.route : {}
  return ['first', 'change'].flatMap(chain => {
    const steps = Array.isArray(route[chain]) ? (route[chain] as unknown[]) : []
    const names = steps.map(stepName)
    return names.flatMap((name, index) => {
      if (name === undefined || names.indexOf(name) === index) return []
      return [
        {
          at: ['route', chain, index],
          ...told(
            `the chain comes back to “${name}”: a cycle`,
            'Name each step once; a return for rework needs no step of its own.',
            `цепочка возвращается к шагу «${name}»: цикл`,
            'Назовите каждый шаг один раз; возврат на доработку отдельным шагом не пишут.',
          ),
        },
      ]
    })
  })
}

/** All faults between fields. */
export function crossFaults(raw: unknown): CrossFault[] {
  if (!isRecord(raw)) return []
  return [
    ...moduleSizeUpsideDown(raw),
    ...termUpsideDown(raw),
    ...tariffOutsideModuleSize(raw),
    ...repeatedNames(raw),
    ...twoTotals(raw),
    ...surplusCarried(raw),
    ...chainsInCircles(raw),
    ...requirementWithoutData(raw),
    ...idleFields(rowsOf(raw, 'requirements')),
  ]
}
