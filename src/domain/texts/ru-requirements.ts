import type { Requirement } from '../books/progress.ts'
import type { Catalogue, RequirementText } from './catalogue.ts'
import { formatDateLong } from './dates.ts'
import { factHours } from './numbers.ts'
import { routeApprovedRu } from './route-approved.ts'

const bare = (text: string) => factHours(text, 'ru')
const date = (text: string) => formatDateLong(text, 'ru')
const comma = (text: string) => text.replace('.', ',')
const quoted = (titles = '') =>
  titles
    .split('\n')
    .filter(Boolean)
    .map(title => `«${title}»`)
const titles = ({ facts }: Requirement) => quoted(facts?.missing)

/** Of modules that lack, those that only wait for the curator apart from those still to be done. */
function lacking(requirement: Requirement): string {
  const awaiting = quoted(requirement.facts?.awaitingTitles)
  const rest = titles(requirement).filter(title => !awaiting.includes(title))
  return [
    rest.length > 0 && `Не хватает ${rest.join(', ')}`,
    awaiting.length > 0 && `${awaiting.length === 1 ? 'Ждёт' : 'Ждут'} куратора: ${awaiting.join(', ')}`,
  ]
    .filter(Boolean)
    .join('. ')
}

/** Steps that somebody records with a date. */
function recorded(done: string, none: string, missing: string, remedy: string): RequirementText {
  return {
    met: ({ has }) => `${done}: ${date(has)}`,
    unmet: ({ facts }) =>
      facts?.wrongDay
        ? `${done}: дата ${date(facts.wrongDay)} не подходит, граница — ${date(facts.limit ?? '')}`
        : none,
    missing: () => missing,
    remedy: () => remedy,
  }
}

function part(done: string, none: string, missing: string, remedy: string): RequirementText {
  return {
    met: ({ has }) => `${done}: ${has}`,
    unmet: ({ asks, has }) => (has === '0' ? none : `${done}: ${has} из ${asks}`),
    missing: () => missing,
    remedy: () => remedy,
  }
}

const totalHours: RequirementText = {
  met: ({ asks, has }) => `Набрано ${bare(has)} ч из ${bare(asks)}`,
  unmet: ({ asks, facts }) =>
    asks === '0.00'
      ? 'В программе ещё нет ни часов, ни модулей'
      : `Не хватает ${bare(facts?.missing ?? '0')} ч до ${bare(asks)}`,
  missing: ({ facts }) => `${bare(facts?.missing ?? '0')} ч`,
  remedy: ({ facts }) =>
    facts?.waitsOnly ? 'Дождитесь подтверждения: часов хватит.' : 'Выберите модули из списка программы.',
}

const invariantModules: RequirementText = {
  met: ({ asks, has }) => `Обязательные модули: ${has} из ${asks}`,
  unmet: requirement =>
    requirement.facts?.inProgramme === '0'
      ? 'В программе нет ни одного обязательного модуля'
      : `Обязательные модули: ${requirement.has} из ${requirement.asks}. ${lacking(requirement)}`,
  missing: requirement => {
    const names = titles(requirement)
    const count = Number(requirement.asks) - Number(requirement.has)
    // no number stands before it here, so nothing counts it
    const noun = count === 1 ? 'обязательный модуль' : 'обязательные модули'
    return [noun, names.join(', ')].filter(Boolean).join(' ')
  },
  remedy: ({ facts }) => {
    if (facts?.waitsOnly) return 'Всё пройдено: дождитесь подтверждения.'
    return facts?.inProgramme === '0'
      ? 'Попросите куратора указать обязательные модули программы.'
      : 'Пройдите обязательные модули: без них часов недостаточно.'
  },
}

const termMin: RequirementText = {
  met: ({ asks, facts }) =>
    facts?.allowedBy
      ? `Выдать можно раньше ${date(asks)}: ${facts.why} (${facts.allowedBy})`
      : `Выдать можно с ${date(asks)}`,
  unmet: ({ asks }) => `Выдать можно с ${date(asks)}`,
  missing: ({ asks }) => `срок (выдать можно с ${date(asks)})`,
  remedy: () => 'Дождитесь этого дня; раньше — только по решению программы с причиной.',
}

const termMax: RequirementText = {
  met: ({ asks, facts }) =>
    facts?.ended ? `Освоено в срок; срок кончился ${date(asks)}` : `Срок идёт до ${date(asks)}`,
  unmet: ({ asks }) => `Срок кончился ${date(asks)}`,
  missing: ({ asks }) => `время (срок кончился ${date(asks)})`,
  remedy: () => 'Обратитесь к куратору: часы остаются в книжке, новое зачисление начнёт новый срок.',
}

const enrolmentDocuments: RequirementText = {
  met: () => 'Документы для зачисления сданы',
  unmet: ({ facts }) =>
    facts?.missingRu
      ? `Документы для зачисления: не хватает — ${facts.missingRu}`
      : `Документы для зачисления не сданы полностью. Нужны: ${facts?.documentsRu ?? 'см. положение'}`,
  missing: () => 'документы для зачисления',
  remedy: () => 'Передайте документы куратору.',
}

const ofStages = recorded('Отчёты за этапы', 'Нет отчёта за этап', 'отчёт за этап', 'Сдайте отчёт за этап.')
const stageReports: RequirementText = {
  ...ofStages,
  unmet: one => (one.facts?.n ? `Нет отчёта за этап ${one.facts.n}` : ofStages.unmet(one)),
}

export const requirementsRu: Catalogue['requirements'] = {
  'total-hours': totalHours,
  'invariant-modules': invariantModules,
  'invariant-share': {
    met: ({ asks, has }) => `Инвариант ${comma(has)} % при пределе ${comma(asks)} %`,
    unmet: ({ asks, has }) => `Инвариант ${comma(has)} % при пределе ${comma(asks)} %`,
    missing: () => 'вариативные модули',
    remedy: ({ facts }) =>
      facts?.base === 'planned'
        ? 'Попросите добавить в учебную программу вариативные модули.'
        : 'Доберите вариативные модули.',
  },
  'theory-part': part(
    'Теоретическая часть',
    'Нет теоретической части',
    'теоретическая часть',
    'Пройдите учебный курс.',
  ),
  'practice-part': part(
    'Практическая часть',
    'Нет практической части',
    'практическая часть',
    'Примите участие в мероприятии.',
  ),
  internship: {
    ...part(
      'Стажировка',
      'Нет стажировки на утверждённой площадке',
      'стажировка на утверждённой площадке',
      'Договоритесь о стажировке с куратором.',
    ),
    unmet: ({ facts }) =>
      `Нет стажировки на утверждённой площадке${facts?.elsewhere ? ` (пройдена: ${facts.elsewhere})` : ''}`,
  },
  'term-min': termMin,
  'term-max': termMax,
  'enrolment-documents': enrolmentDocuments,
  'project-defence': recorded(
    'Защита проекта',
    'Нет защиты проекта',
    'защита проекта',
    'Согласуйте день защиты с куратором.',
  ),
  'diagnosis-before': recorded(
    'Диагностика до программы',
    'Нет диагностики до программы',
    'диагностика до программы',
    'Запишитесь на диагностику у куратора.',
  ),
  'diagnosis-after': recorded(
    'Диагностика после программы',
    'Нет диагностики после программы',
    'диагностика после программы',
    'Запишитесь на диагностику у куратора.',
  ),
  'route-approved': routeApprovedRu(
    recorded(
      'Маршрут утверждён',
      'Маршрут не утверждён',
      'утверждённый маршрут',
      'Отправьте маршрут на согласование.',
    ),
  ),
  'stage-reports': stageReports,
  'final-report': recorded(
    'Итоговый отчёт',
    'Нет итогового отчёта',
    'итоговый отчёт',
    'Сдайте итоговый отчёт.',
  ),
  'learner-category': recorded(
    'Категория педагога',
    'Не записана категория педагога',
    'категория педагога',
    'Попросите куратора записать её с приказом, по которому вы штатный работник.',
  ),
  presentation: recorded(
    'Представление опыта',
    'Нет представления опыта',
    'представление опыта',
    'Представьте опыт коллегам и сообщите дату куратору.',
  ),
  'issue-order': recorded(
    'Приказ о выдаче',
    'Нет приказа о выдаче',
    'приказ о выдаче',
    'Приказ оформляет организация.',
  ),
}
