/** Words of printed forms. They are in the state language, whatever the page's is. */
import type { CalendarDate } from '#domain/kinds'
import type { RecordContent } from '#domain/records/record'
import type { RouteAct } from '#domain/regulations/data'
import type { Regulation } from '#domain/regulations/regulation'
import { formatDateLong, formatDateShort } from '#domain/texts/dates'
import { catalogues } from '#domain/texts/texts'

const ACTS: Readonly<Record<RouteAct, string>> = {
  drafts: 'Составлено',
  agrees: 'Согласовано',
  discusses: 'Обсуждено',
  approves: 'Утверждено',
  orders: 'Утверждено приказом',
  interviews: 'Собеседование проведено',
}

/** More numbers than these say nothing to anybody; the foot of a form stands on one page. */
const MOST_NUMBERS = 100

function listed(numbers: readonly number[]): string {
  const more = numbers.length - MOST_NUMBERS
  return numbers.slice(0, MOST_NUMBERS).join(', ') + (more > 0 ? ` и ещё ${more}` : '')
}

export const formWords = {
  duplicate: (number: number) => (number > 1 ? `ДУБЛИКАТ № ${number}` : 'ДУБЛИКАТ'),
  learner: (name: string) => `Слушатель: ${name}`,
  organisation: (name: string) => `Образовательная организация: ${name}`,
  programme: (title: string) => `Программа: ${title}`,
  term: (from: CalendarDate, until: CalendarDate | null) =>
    until
      ? `Срок: с ${formatDateLong(from, 'ru')} г. по ${formatDateLong(until, 'ru')} г.`
      : `Срок: с ${formatDateLong(from, 'ru')} г.`,
  revision: (number: number, isApproved: boolean) =>
    `Редакция № ${number}${isApproved ? '' : ' (не утверждена)'}`,
  madeOn: (date: CalendarDate) => `Составлено ${formatDateShort(date, 'ru')}`,
  /** @param clause where the text restores a book from its documents */
  restored: (on: CalendarDate, clause: string | undefined) =>
    `Выдан ${formatDateShort(on, 'ru')} взамен утраченной${clause === undefined ? '' : `; записи восстановлены по подтверждающим документам (${clause})`}`,
  unproved: (numbers: readonly number[]) =>
    `Не восстановлены, подтверждающего документа нет: № ${listed(numbers)}`,
  waiting: (numbers: readonly number[]) => `Ждут подтверждения и в книжку не внесены: № ${listed(numbers)}`,
  counted: (hours: string) => `Всего засчитано: ${hours}`,
  uncounted: (number: number, hours: string, why: string) =>
    `В сумму не вошло ${hours} записи № ${number}. ${why}`,
  uncountedToo: (numbers: readonly number[]) => `В сумму не вошли и часы записей № ${listed(numbers)}`,
  planned: (hours: string) => `Всего по плану: ${hours}`,
  signed: (name: string, role: string, on: CalendarDate) => `${name}, ${role}, ${formatDateShort(on, 'ru')}`,
  hash: (hash: string) => `SHA-256: ${(hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ')}`,
  broken: 'подпись не соответствует записи',
  movedFrom: (dates: readonly CalendarDate[]) =>
    `перенесено с ${dates.map(date => formatDateShort(date, 'ru')).join(', ')}`,
  step: (act: RouteAct) => ACTS[act],
  order: ({ number, date }: { number: string; date: CalendarDate }) =>
    `№ ${number} от ${formatDateShort(date, 'ru')}`,
  stages: 'Этапы',
  topics: 'Обсуждаемые вопросы',
  interview: 'Собеседование',
  /** Lines of one recorded answer: day and words, then the levels of mastery and the paper, where they are there. */
  answered: ({ content }: { content: RecordContent }): string[] => {
    const { date, result, level, aim, until, document } = content
    const by = until ? ` до ${formatDateShort(until, 'ru')}` : ''
    return [
      `Ответ${date ? ` от ${formatDateShort(date, 'ru')}` : ''}: ${result ?? ''}`.trim(),
      ...(level ? [`Уровень освоения сейчас: ${level}`] : []),
      ...(aim ? [`Планируемый уровень: ${aim}${by}`] : []),
      ...(document ? [`Документ: ${document}`] : []),
    ]
  },
} as const

/** As the regulation calls the role, else as the pages do. */
export function roleTitle(role: string, { roles }: Pick<Regulation, 'roles'>): string {
  const words: Readonly<Record<string, string>> = catalogues.ru.roles
  return roles.find(each => each.role === role)?.title.ru ?? words[role] ?? role
}
