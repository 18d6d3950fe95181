/** What the use case refused, in words at the fields of the form. */
import type { InvalidInputError } from '#domain/errors'
import type { Regulation } from '#domain/regulations/regulation'
import type { View } from '../view.ts'
import type { ProgrammeDraft } from './draft.ts'
import { keptModules } from './input.ts'

export function refusedFields(
  view: View,
  error: InvalidInputError,
  draft: ProgrammeDraft,
  regulation: Regulation | undefined,
): Record<string, string> {
  const kept = keptModules(draft)
  return Object.fromEntries(
    error.issues.map(({ path }) => {
      const [, index, field] = /^modules\.(\d+)\.(\w+)$/.exec(path) ?? []
      const [place, module] = kept[Number(index)] ?? []
      if (place !== undefined && module) {
        const name = field === 'hours' ? 'hours' : 'moduleId'
        return [`${name}-${place}`, moduleWords(view, name, module.title, regulation)]
      }
      return fieldWords(view, path)
    }),
  )
}

function moduleWords(
  { t, say }: View,
  field: 'hours' | 'moduleId',
  title: string,
  regulation: Regulation | undefined,
): string {
  const size = regulation?.moduleSize
  if (field === 'moduleId' || !size) return t.programmes.idTwice(title)
  return t.programmes.hoursOutside(title, say.hours(size.min), say.hours(size.max), say.clause(size.clause))
}

function fieldWords({ t }: View, path: string): [field: string, words: string] {
  const { programmes } = t
  if (path === 'id') return ['id', programmes.idTaken]
  if (path === 'deployments') return ['deployments', programmes.deploymentsWrong]
  return [path, t.errors.invalid_input[1]]
}
