/** What can be placed in a course: programmes of the deployment, their modules, the learner's own book. */
import type { RegulationCatalogue } from '#credits/deps'
import { searchKey } from '#domain/names/search-key'
import { type Regulation, requiredHours } from '#domain/regulations/regulation'
import type { Choice, DeploymentRef } from '#lti/deep-linking/selection'
import { deploymentKey, type ProgrammeStore, type StoredProgramme } from '#store/ports/people'

export interface ChoicesDeps {
  programmes: Pick<ProgrammeStore, 'byDeployments'>
  regulations: Pick<RegulationCatalogue, 'get'>
}

const LIMIT = 50

/** @returns what fits the words: programmes first, then their modules; without words the book above all */
export function listChoices(deps: ChoicesDeps): (at: DeploymentRef, query: string) => Promise<Choice[]> {
  return async ({ issuer, clientId, deploymentId }, query) => {
    const programmes = await deps.programmes.byDeployments([deploymentKey(issuer, clientId, deploymentId)])
    const words = foldWords(query)
    const found = [
      ...programmes.map(one => programmeChoice(one, deps.regulations.get(one.regulation))),
      ...programmes.flatMap(modulesOf),
    ]
    return [...(words.length === 0 ? [BOOK] : []), ...found.filter(choice => fits(choice, words))].slice(
      0,
      LIMIT,
    )
  }
}

const BOOK: Choice = { kind: 'book', opens: {}, title: 'Зачётная книжка' }

function programmeChoice(programme: StoredProgramme, regulation: Regulation): Choice {
  return {
    kind: 'programme',
    opens: { programmeId: programme.id },
    title: programme.title,
    detail: regulation.title.ru,
    hours: requiredHours(regulation, programme) / 100,
  }
}

function modulesOf(programme: StoredProgramme): Choice[] {
  return programme.modules.map(module => ({
    kind: 'module',
    opens: { programmeId: programme.id, moduleId: module.id },
    title: module.title,
    detail: programme.title,
    hours: module.hours / 100,
  }))
}

const foldWords = (query: string): string[] => searchKey(query).split(/\s+/).filter(Boolean)

const fits = ({ title, detail }: Choice, words: readonly string[]): boolean => {
  const text = searchKey(`${title} ${detail ?? ''}`)
  return words.every(word => text.includes(word))
}
