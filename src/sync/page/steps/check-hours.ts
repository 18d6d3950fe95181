import type { HoursKind, SourceHours, SourceRecord } from '#connectors/record'
import { formatHours, type Hours } from '#domain/hours'
import { toAcademicHours } from '../../convert-hours.ts'
import type { SyncSettings } from '../../settings.ts'
import { fact, type Refusal, refuse } from './refusal.ts'

function acceptedKinds(settings: SyncSettings): HoursKind[] {
  return [
    'nominal',
    ...(settings.acceptMeasuredHours ? (['measured'] as const) : []),
    ...(settings.acceptEstimatedHours ? (['estimated'] as const) : []),
  ]
}

/** Hours of the most trusted kind there is; different kinds are never added up or mixed. */
function ofBestKind(hours: readonly SourceHours[], kinds: readonly HoursKind[]): SourceHours[] {
  const best = kinds.find(kind => hours.some(h => h.kind === kind))
  return hours.filter(h => h.kind === best)
}

function readOne(stated: SourceHours, course: string): Hours | Refusal {
  const facts = { raw: fact(stated.raw), from: fact(stated.from) }
  if (stated.value === null) {
    return stated.raw.trim() === '' ? refuse('hours-missing', { course }) : refuse('hours-unreadable', facts)
  }
  const hours = toAcademicHours(stated.value, stated.unit)
  if (hours === 'unreadable') return refuse('hours-unreadable', facts)
  if (hours === 'negative') return refuse('hours-negative', facts)
  return hours === 0 ? refuse('hours-missing', { course }) : hours
}

/** Academic hours as the source states them. Two values that differ are a person's decision, never ours. */
export function checkHours(record: SourceRecord, settings: SyncSettings): Hours | Refusal {
  const course = fact(record.item.title)
  if (record.hours.length === 0) return refuse('hours-missing', { course })
  const candidates = ofBestKind(record.hours, acceptedKinds(settings))
  if (candidates.length === 0) {
    return refuse('hours-not-accepted', { kinds: [...new Set(record.hours.map(h => h.kind))].join(', ') })
  }
  const read = candidates.map(stated => readOne(stated, course))
  const refused = read.find(answer => typeof answer !== 'number')
  if (refused !== undefined) return refused
  const values = [...new Set(read as Hours[])]
  if (values.length > 1) return refuse('hours-conflict', { values: values.map(formatHours).join(', ') })
  return values[0] as Hours
}
