import { parseHours } from '../hours.ts'
import type { ModuleKind } from '../kinds.ts'
import type { Catalogue } from './catalogue.ts'
import { inBrackets } from './clause.ts'
import { formatDateLong } from './dates.ts'
import type { Facts } from './lang.ts'
import { factHours, formatHoursRu } from './numbers.ts'
import { kindsRu } from './ru-words.ts'
import { remedyOfWaitRu, usuallyRu } from './waiting-ru.ts'

const hours = (fact: string | number | undefined) => formatHoursRu(parseHours(String(fact ?? '0')), 'short')
const bare = (fact: string | number | undefined) => factHours(fact, 'ru')
const date = (fact: string | number | undefined) => formatDateLong(String(fact ?? ''), 'ru')
const kind = (fact: string | number | undefined) => kindsRu[fact as ModuleKind] ?? String(fact)

/** « 5 мая 2026, Иванов И. И.: «причина»», as much of it as is known. */
function decision(facts: Facts): string {
  const who = [facts.date && date(facts.date), facts.name].filter(Boolean).join(', ')
  return (who && ` ${who}`) + (facts.why ? `: «${facts.why}»` : '')
}

function kindCap(facts: Facts, clause?: string): string {
  const decided = facts.decidedBy === 'programme' ? ' (решение программы)' : inBrackets(clause, 'ru')
  const used = facts.countedIn ? `; уже засчитано записями № ${facts.countedIn}` : ''
  return `Исчерпан предел по виду «${kind(facts.kind)}»: ${hours(facts.cap)}${decided}${used}.`
}

function otherKinds(facts: Facts): string {
  const kinds = String(facts.otherKinds ?? '')
    .split(',')
    .filter(Boolean)
  return kinds.length > 0 ? `: подходят ${kinds.map(one => `«${kind(one)}»`).join(', ')}` : ''
}

function outsideTerm(facts: Facts, clause?: string): string {
  const term = facts.until ? `${date(facts.from)} – ${date(facts.until)}` : `с ${date(facts.from)}`
  return `Дата ${date(facts.date)} вне срока программы: ${term}${inBrackets(clause, 'ru')}.`
}

function noDocument(facts: Facts): string {
  if (facts.papersRu) return `Не приложено: ${facts.papersRu}`
  if (facts.kindsRu) return `Документ «${facts.document}» не подходит; подходят: ${facts.kindsRu}`
  return 'Нет подтверждающего документа'
}

export const reasonsRu: Catalogue['reasons'] = {
  duplicate: {
    text: facts => `Это повтор записи № ${facts.n}: один модуль засчитывают в программе один раз.`,
    remedy: () => 'Если модули разные, приложите программу и напишите куратору.',
  },
  'kind-cap': {
    text: kindCap,
    remedy: facts => `Выберите модуль другого вида${otherKinds(facts)}.`,
  },
  'module-size': {
    text: (facts, clause) =>
      `Модуль на ${hours(facts.hours)}; допустимо от ${bare(facts.min)} до ${hours(facts.max)}${inBrackets(clause, 'ru')}.`,
    remedy: () => 'Попросите организатора исправить часы; запись проверят снова.',
  },
  'outside-term': {
    text: outsideTerm,
    remedy: () => 'Часы остаются в книжке; если дата неверна, приложите документ.',
  },
  'not-in-programme': {
    text: (facts, clause) => `Модуля нет в программе «${facts.programme}»${inBrackets(clause, 'ru')}.`,
    remedy: () => 'Попросите куратора изменить маршрут или засчитайте в другой программе.',
  },
  'not-in-list': {
    text: (facts, clause) => `Мероприятия нет в перечне на ${facts.year} год${inBrackets(clause, 'ru')}.`,
    remedy: facts => `Ждёт решения: ${facts.bodyRu}. Ответ появится здесь.`,
  },
  'not-confirmed': {
    text: ({ date: since, days }) =>
      `Ждёт подтверждения куратора${since ? ` с ${date(since)}` : ''}.` +
      (days === undefined ? '' : ` ${usuallyRu(Number(days))}`),
    remedy: remedyOfWaitRu,
  },
  rejected: {
    text: facts => `Отклонено${decision(facts)}.`,
    remedy: () => 'Исправьте и отправьте снова.',
  },
  revoked: {
    text: facts => `Источник отозвал отметку${decision(facts)}.`,
    remedy: ({ provider }) =>
      `Обратитесь к организатору${provider ? ` (${provider})` : ''}; после новой отметки запись вернётся.`,
  },
  superseded: {
    text: facts =>
      facts.n === undefined
        ? 'Заменена исправленной записью.'
        : `Заменена записью № ${facts.n}${facts.date ? ` от ${date(facts.date)}` : ''}.`,
    remedy: facts =>
      facts.n === undefined ? 'Смотрите исправленную запись.' : `Смотрите запись № ${facts.n}.`,
  },
  'share-cap': {
    text: (facts, clause) =>
      `Инвариантная часть не больше ${String(facts.percent).replace('.', ',')} % программы: ` +
      `вошло ${bare(facts.counted)} из ${hours(facts.claimed)}${inBrackets(clause, 'ru')}.`,
    remedy: facts => `Доберите вариативные модули${facts.base === 'counted' ? ': предел вырастет' : ''}.`,
  },
  consumed: {
    text: facts =>
      facts.number === undefined
        ? `Часы уже вошли в удостоверение ${facts.certificate}.`
        : `Часы уже вошли в удостоверение № ${facts.number} от ${date(facts.issuedOn)}.`,
    remedy: () => 'Откройте удостоверение: запись есть в его списке.',
  },
  'no-document': {
    text: (facts, clause) => `${noDocument(facts)}${inBrackets(clause, 'ru')}.`,
    remedy: facts => (facts.papersRu ? 'Приложите эти документы.' : 'Добавьте документ.'),
  },
}
