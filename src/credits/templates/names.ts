/** Names in the cases of forms: proposed by rules, corrected by whoever issues. */
import type { Actor } from '#domain/access/actor'
import type { NameForms } from '#domain/certificates/certificate'
import { InvalidInputError, NotFoundError } from '#domain/errors'
import type { Person } from '#store/ports/people'
import type { StoredNameForms } from '#store/ports/templates'
import { actAs, reachableOf } from '../access.ts'
import { saveOver, seenOf } from '../save-over.ts'
import type { Templates } from './contract.ts'
import type { TemplatesDeps } from './deps.ts'
import { nameFormsOf } from './name-forms.ts'

const FORMS = ['genitive', 'dative', 'latin'] as const
const LONGEST = 200

export function createNames({
  stores,
  now,
}: Pick<TemplatesDeps, 'stores' | 'now'>): Pick<Templates, 'readNames' | 'saveNames'> {
  /** Somebody enrolled in a programme of the actor's scope. */
  async function learnerOf(actor: Actor, personId: string): Promise<Person> {
    const issuer = actAs(actor, 'issuer', 'administrator', 'curator')
    const enrolments = await stores.enrolments.byLearner(personId)
    const reached = await reachableOf(
      stores,
      issuer,
      enrolments.map(enrolment => enrolment.programmeId),
    )
    const person = reached.size > 0 ? await stores.people.byId(personId) : null
    if (!person) throw new NotFoundError('no such learner')
    return person
  }

  return {
    async readNames(actor, personId) {
      const person = await learnerOf(actor, personId)
      const corrected = (await stores.templates.nameForms([personId])).get(personId)
      const { id, familyName, givenName, patronymic } = person
      return {
        person: { id, familyName, givenName, ...(patronymic !== undefined && { patronymic }) },
        proposed: nameFormsOf(person),
        used: nameFormsOf(person, corrected),
        version: seenOf(corrected),
        isCorrected: corrected !== undefined && FORMS.some(form => corrected[form] !== undefined),
      }
    },
    async saveNames(actor, { personId, forms, seen }) {
      const person = await learnerOf(actor, personId)
      const proposed = nameFormsOf(person)
      const said = FORMS.flatMap((form): [keyof NameForms, string][] => {
        const text = forms[form]?.trim().replace(/\s+/g, ' ') ?? ''
        return text === '' || text === proposed[form] ? [] : [[form, text]]
      })
      const tooLong = said.filter(([, text]) => text.length > LONGEST || /[{}<>]/.test(text))
      if (tooLong.length > 0)
        throw new InvalidInputError(
          'a name does not hold',
          tooLong.map(([path]) => ({ path, message: `1 to ${LONGEST} letters` })),
        )
      const savedAt = now().toISOString()
      const next: StoredNameForms = {
        ...{ id: personId, savedAt, savedBy: actor.personId },
        ...Object.fromEntries(said),
      }
      const saving = {
        read: async () => (await stores.templates.nameForms([personId])).get(personId) ?? null,
        replace: stores.templates.replaceNameForms,
        said: (of: StoredNameForms) => ({ ...nameFormsOf(person, of) }),
      }
      await saveOver(saving, next, { actor, at: savedAt, seen })
    },
  }
}
