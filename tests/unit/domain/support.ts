/** Short ways to write books and entries in the domain's tests. */
import { readRegulationFiles } from '#config/regulations'
import type { Book, BookEntry, ProgrammeModule } from '#domain/books/book'
import type { CountedEntry, Progress, Requirement } from '#domain/books/progress'
import type { Entry } from '#domain/entries/entry'
import { type Hours, parseHours } from '#domain/hours'
import type { ModuleKind } from '#domain/kinds'
import { parseRegulation } from '#domain/regulations/file'
import type { Regulation } from '#domain/regulations/regulation'

/** The regulation that comes with Zachetka, by its file name. */
export function regulationNamed(name: string): Regulation {
  const file = readRegulationFiles().find(one => one.file.endsWith(`${name}.yaml`))
  if (!file) throw new Error(`no file ${name}.yaml`)
  return parseRegulation(file.text).regulation
}

export const tspu = regulationNamed('tspu')

/** Every regulation that comes with Zachetka. */
export const allRegulations = readRegulationFiles().map(one => parseRegulation(one.text).regulation)

export const h = (text: string): Hours => parseHours(text)

export function aModule(
  id: string,
  kind: ModuleKind,
  hours: string,
  more: Partial<ProgrammeModule> = {},
): ProgrammeModule {
  return { id, title: `Модуль ${id}`, kind, part: 'variative', hours: h(hours), ...more }
}

export function anEntry(id: string, module: string, hours: string, more: Partial<BookEntry> = {}): BookEntry {
  return { id, module, kind: 'seminar', hours: h(hours), date: '2025-01-15', status: 'confirmed', ...more }
}

export function aBook(modules: ProgrammeModule[], entries: BookEntry[], more: Partial<Book> = {}): Book {
  return {
    regulation: 'tspu',
    enrolledOn: '2024-09-02',
    programme: { title: 'Современный урок', modules },
    entries,
    facts: { enrolmentDocuments: 'complete' },
    ...more,
  }
}

/** A book that meets the TSPU regulation on 1 September 2026: 108 hours, both invariant modules, papers. */
export function readyBook(): Book {
  const modules = [
    aModule('M1', 'seminar', '8', { part: 'invariant' }),
    aModule('M2', 'seminar', '8', { part: 'invariant' }),
    aModule('M3', 'master-class', '24'),
    aModule('M4', 'network-project', '68'),
  ]
  return aBook(
    modules,
    modules.map((module, index) =>
      anEntry(`e${index + 1}`, module.id, String(module.hours / 100), {
        kind: module.kind,
        date: `2025-0${index + 1}-15`,
      }),
    ),
  )
}

export function entryOf(progress: Progress, id: string): CountedEntry {
  const found = progress.entries.find(one => one.id === id)
  if (!found) throw new Error(`no entry ${id}`)
  return found
}

export function requirementOf(progress: Progress, id: string): Requirement {
  const found = progress.requirements.find(one => one.id === id)
  if (!found) throw new Error(`no requirement ${id}`)
  return found
}

export function aStoredEntry(more: Partial<Entry> = {}): Entry {
  return {
    id: 'e1',
    learnerId: 'learner-1',
    programmeId: 'programme-1',
    moduleId: 'M1',
    kind: 'seminar',
    form: 'distance',
    title: 'Смешанное обучение в школе',
    hours: h('8'),
    date: '2025-01-15',
    provider: 'ТГПУ',
    selfEducation: false,
    status: 'imported',
    origin: { type: 'completion', connectionId: 'c1', completionKey: 'k1', revision: 1 },
    history: [],
    createdAt: '2025-01-16T09:00:00.000Z',
    ...more,
  }
}

/** Freezes all the way down, so that a write throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
