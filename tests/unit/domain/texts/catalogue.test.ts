import { expect } from 'chai'
import type { Requirement } from '#domain/books/progress'
import { REMARK_IDS } from '#domain/entries/remarks'
import { MODULE_FORMS, MODULE_KINDS, MODULE_PARTS, REASONS, REQUIREMENT_IDS } from '#domain/kinds'
import { LANGS, type Lang } from '#domain/texts/lang'
import { catalogues, reasonText, requirementText } from '#domain/texts/texts'

/** One of every fact that the rules give; titles in Latin, so that stray Cyrillic shows. */
const facts = {
  n: '7',
  date: '2025-01-15',
  from: '2024-09-02',
  until: '2027-09-02',
  kind: 'seminar',
  cap: '36.00',
  used: '36.00',
  countedIn: '2, 3',
  otherKinds: 'course,contest',
  decidedBy: 'regulation',
  hours: '4.00',
  expected: '8.00',
  min: '8.00',
  max: '68.00',
  programme: 'Lesson',
  year: '2025',
  bodyRu: 'ДОН',
  bodyEn: 'the department',
  name: 'A. Kovaleva',
  why: 'no signature',
  percent: '30',
  counted: '30.00',
  claimed: '40.00',
  base: 'counted',
  certificate: 'PK-2026-000101',
  field: 'hours',
  was: '8',
  now: '6',
  missing: '24.00',
}

function requirement(id: (typeof REQUIREMENT_IDS)[number], met: boolean): Requirement {
  const dated = id.startsWith('term') || !['total-hours', 'invariant-modules', 'invariant-share'].includes(id)
  const values = dated ? { asks: '2025-09-02', has: '2025-06-01' } : { asks: '4', has: '3' }
  const titles = id === 'invariant-modules' ? { missing: 'Law', inProgramme: '4' } : { missing: '24.00' }
  return {
    id,
    clause: 'п. 2.6',
    met,
    ...values,
    facts: { ...titles, documentsRu: 'договор', documentsEn: 'contract' },
  }
}

/** A sentence for a person: something there, no hole, no key of ours, the right alphabet. */
function expectWords(text: string | undefined, lang: Lang): void {
  expect(text).to.be.a('string').that.is.not.empty
  expect(text).not.to.match(/undefined|NaN|\[object|\{|\bnull\b/)
  if (lang === 'en') expect(text).not.to.match(/\p{Script=Cyrillic}/u)
  else expect(text).to.match(/\p{Script=Cyrillic}/u)
}

for (const lang of LANGS) {
  describe(`the catalogue in ${lang}`, () => {
    for (const reason of REASONS) {
      it(`has a text and a remedy for ${reason}, with all facts and with none`, () => {
        const entry = { id: 'e', counted: 0, uncounted: 0, reason, clause: 'п. 2.3' } as never as Parameters<
          typeof reasonText
        >[0]
        const words = reasonText({ ...entry, facts }, lang)
        expectWords(words?.text, lang)
        expectWords(words?.remedy, lang)
        expect(words?.text).to.match(/\.$/)
        if (['rejected', 'revoked', 'superseded', 'not-confirmed', 'no-document'].includes(reason)) {
          expectWords(reasonText({ ...entry, facts: {} }, lang)?.text, lang)
        }
      })
    }

    for (const id of REQUIREMENT_IDS) {
      it(`has words for ${id}, met, unmet and in a list, and a remedy`, () => {
        const unmet = requirementText(requirement(id, false), lang)
        expectWords(unmet.text, lang)
        expectWords(unmet.remedy, lang)
        expectWords(requirementText(requirement(id, true), lang).text, lang)
        expectWords(catalogues[lang].requirements[id].missing(requirement(id, false)), lang)
      })
    }

    it('has words for every remark', () => {
      for (const id of REMARK_IDS) expectWords(catalogues[lang].remarks[id](facts), lang)
    })

    it('has a word for every kind, form, part, action and role', () => {
      const { kinds, forms, parts, actions, roles } = catalogues[lang]
      for (const kind of MODULE_KINDS) expectWords(kinds[kind], lang)
      for (const form of MODULE_FORMS) expectWords(forms[form], lang)
      for (const part of MODULE_PARTS) expectWords(parts[part], lang)
      for (const word of [...Object.values(actions), ...Object.values(roles)]) expectWords(word, lang)
    })
  })
}

describe('reason texts', () => {
  const cut = (reason: (typeof REASONS)[number], more: Record<string, string>, clause?: string) =>
    ({
      id: 'e',
      counted: 0,
      uncounted: 0,
      reason,
      facts: more,
      ...(clause && { clause }),
    }) as never as Parameters<typeof reasonText>[0]

  it('cite the clause in the language of the text', () => {
    const entry = cut('module-size', { hours: '4.50', min: '8.00', max: '68.00' }, 'п. 2.3')
    expect(reasonText(entry, 'ru')?.text).to.equal('Модуль на 4,5 ч; допустимо от 8 до 68 ч (п. 2.3).')
    expect(reasonText(entry, 'en')?.text).to.equal('The module has 4.5 h; 8 to 68 h are allowed (cl. 2.3).')
  })

  it('say whose decision a cap is', () => {
    const own = cut('kind-cap', { ...facts, decidedBy: 'programme' }, 'Приложение 1')
    expect(reasonText(own, 'ru')?.text).to.contain('36 ч (решение программы); уже засчитано записями № 2, 3.')
    expect(reasonText(cut('kind-cap', facts, 'Приложение 1'), 'en')?.text).to.contain(
      '36 h (Annex 1); counted in No. 2, 3.',
    )
  })

  it('tell who rejected, when and why, as far as the book knows', () => {
    const full = cut('rejected', { date: '2026-05-05', name: 'Ковалёва А. С.', why: 'нет подписи' })
    expect(reasonText(full, 'ru')?.text).to.equal('Отклонено 5 мая 2026, Ковалёва А. С.: «нет подписи».')
    expect(reasonText(cut('rejected', {}), 'ru')?.text).to.equal('Отклонено.')
  })

  it('are absent where all of an entry counted', () => {
    expect(reasonText({ id: 'e', counted: 800, uncounted: 0 } as never, 'ru')).to.equal(undefined)
  })
})
