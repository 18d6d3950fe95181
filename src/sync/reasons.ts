/**
 * Why a record waits in quarantine (карантин), in words, and what a person can do. `{name}` stands for a fact of the
 * record. Every reason can be replayed once its cause is gone; an ordinary pull looks again as well.
 */
export interface ReasonText {
  /** A few words for a list of counts, without facts. */
  titleRu: string
  titleEn: string
  ru: string
  en: string
  remedyRu: string
  remedyEn: string
}

const REPLAY_RU = 'Запись будет принята при следующей загрузке.'
const REPLAY_EN = 'The next pull takes the record.'

export const QUARANTINE_REASONS = {
  malformed: {
    titleRu: 'Ответ источника не прочитан',
    titleEn: 'The answer of the source cannot be read',
    ru: 'Ответ источника не удалось прочитать: {message}',
    en: 'The source answered something that cannot be read: {message}',
    remedyRu: 'Проверьте соединение («Проверить») и версию источника; исправленная запись придёт сама.',
    remedyEn: 'Check the connection and the version of the source; a corrected record comes by itself.',
  },
  'not-completed': {
    titleRu: 'Курс ещё не завершён',
    titleEn: 'The course is not completed yet',
    ru: 'Курс ещё не завершён: источник сообщает «{state}»',
    en: 'The course is not completed: the source says “{state}”',
    remedyRu: 'Ничего делать не нужно: после завершения запись придёт сама.',
    remedyEn: 'Nothing to do: once completed, the record comes by itself.',
  },
  'unknown-state': {
    titleRu: 'Непонятное состояние отметки',
    titleEn: 'The state of the completion is unknown',
    ru: 'Источник сообщает состояние, которого мы не знаем: «{state}»',
    en: 'The source reports a state that we do not know: “{state}”',
    remedyRu: 'Проверьте отметку в источнике; если такое состояние там обычно, сообщите разработчикам.',
    remedyEn: 'Check the mark at the source; if the state is usual there, report it to the developers.',
  },
  'unknown-learner': {
    titleRu: 'Слушатель не узнан',
    titleEn: 'The learner was not recognised',
    ru: 'Никто из слушателей не связан с учётной записью {user} этого источника',
    en: 'No learner is known by the account {user} of this source',
    remedyRu: `Зачислите слушателя с этой учётной записью, или пусть он откроет Зачётку из своего курса. ${REPLAY_RU}`,
    remedyEn: `Enrol the learner with this account, or let them open Zachetka from their course. ${REPLAY_EN}`,
  },
  'erased-learner': {
    titleRu: 'Данные слушателя удалены',
    titleEn: 'The data of the learner were erased',
    ru: 'Данные человека с учётной записью {user} удалены по его требованию; имени в этой записи нет',
    en: 'The data of the person with the account {user} were erased on demand; this record holds no name',
    remedyRu:
      'Ничего делать не нужно. Уберите человека из курса источника, чтобы записи не приходили; если он вернулся, пусть сам откроет Зачётку из курса.',
    remedyEn:
      'Nothing to do. Take the person off the course at the source, so that no records come; if they are back, let them open Zachetka from their course.',
  },
  'ambiguous-learner': {
    titleRu: 'Учётная запись у двух людей',
    titleEn: 'The account belongs to two people',
    ru: 'Учётная запись {user} связана с двумя разными людьми',
    en: 'The account {user} belongs to two different people',
    remedyRu: 'Решите, кому принадлежит учётная запись, и уберите лишнюю связь: сами мы людей не объединяем.',
    remedyEn: 'Decide whose account it is and remove the other link: people are never merged automatically.',
  },
  'unknown-course': {
    titleRu: 'Курса нет ни в одной программе',
    titleEn: 'The course is in no programme',
    ru: 'Курс «{course}» ({courseId}) не связан ни с одним модулем программ',
    en: 'The course “{course}” ({courseId}) is not linked to a module of any programme',
    remedyRu: `Укажите этот курс у модуля программы. ${REPLAY_RU}`,
    remedyEn: `Link the course to a module of a programme. ${REPLAY_EN}`,
  },
  'not-enrolled': {
    titleRu: 'Слушатель не зачислен на программу',
    titleEn: 'The learner is not enrolled in the programme',
    ru: 'Слушатель не зачислен на программу «{programme}» с модулем «{module}»',
    en: 'The learner is not enrolled in the programme “{programme}” with the module “{module}”',
    remedyRu: `Зачислите слушателя на программу с этим модулем. ${REPLAY_RU}`,
    remedyEn: `Enrol the learner in a programme with this module. ${REPLAY_EN}`,
  },
  'programme-finished': {
    titleRu: 'Слушатель уже окончил программу',
    titleEn: 'The learner has finished the programme',
    ru: 'Слушатель уже окончил программу «{programme}» с модулем «{module}»',
    en: 'The learner has finished the programme “{programme}” with the module “{module}”',
    remedyRu: `Часы могут пригодиться следующей программе: зачислите на неё слушателя. ${REPLAY_RU} Иначе ничего делать не нужно.`,
    remedyEn: `The hours may belong to the next programme: enrol the learner in it. ${REPLAY_EN} Otherwise there is nothing to do.`,
  },
  'hours-missing': {
    titleRu: 'У курса нет часов',
    titleEn: 'The course has no hours',
    ru: 'У курса «{course}» не указано количество часов',
    en: 'The course “{course}” states no hours',
    remedyRu: 'Впишите часы в поле курса в источнике; новые сведения придут при следующей загрузке.',
    remedyEn: 'Fill in the hours of the course at the source; the next pull brings them.',
  },
  'hours-unreadable': {
    titleRu: 'Часы записаны непонятно',
    titleEn: 'The hours cannot be read',
    ru: 'Не удалось прочитать часы: «{raw}» ({from})',
    en: 'The hours cannot be read: “{raw}” ({from})',
    remedyRu: 'Оставьте в поле курса одно число, например 36 или 36,5.',
    remedyEn: 'Leave a single number in the field of the course, such as 36 or 36.5.',
  },
  'hours-negative': {
    titleRu: 'Часы меньше нуля',
    titleEn: 'The hours are below zero',
    ru: 'Часы меньше нуля: «{raw}» ({from})',
    en: 'The hours are below zero: “{raw}” ({from})',
    remedyRu: 'Исправьте поле часов курса в источнике.',
    remedyEn: 'Correct the field of the course at the source.',
  },
  'hours-conflict': {
    titleRu: 'Источник называет разные часы',
    titleEn: 'The source states different hours',
    ru: 'Источник называет разные часы: {values}',
    en: 'The source states different hours: {values}',
    remedyRu: 'Оставьте в источнике одно значение: какое из них верное, решает человек.',
    remedyEn: 'Leave one value at the source: which one is right is for a person to decide.',
  },
  'hours-not-accepted': {
    titleRu: 'Часы измерены, а не объявлены',
    titleEn: 'The hours are measured, not stated',
    ru: 'Источник сообщает только измеренные или оценочные часы ({kinds}), а соединение принимает объявленные',
    en: 'The source tells only measured or estimated hours ({kinds}); the connection accepts stated ones',
    remedyRu: 'Укажите часы в курсе или разрешите в настройках соединения acceptMeasuredHours.',
    remedyEn:
      'State the hours in the course, or allow acceptMeasuredHours in the settings of the connection.',
  },
  'module-size': {
    titleRu: 'Часы вне пределов положения',
    titleEn: 'The hours are outside the limits of the regulation',
    ru: 'Модуль «{module}»: {hours} ч. — вне пределов положения, от {min} до {max} ч.',
    en: 'The module “{module}” has {hours} h, outside the {min} to {max} h of the regulation',
    remedyRu: 'Исправьте часы в источнике: сами мы их не урезаем.',
    remedyEn: 'Correct the hours at the source: they are never clipped.',
  },
  'no-completion-time': {
    titleRu: 'Нет даты завершения',
    titleEn: 'No completion date',
    ru: 'Источник не сообщает, когда завершён курс «{course}»',
    en: 'The source does not tell when the course “{course}” was completed',
    remedyRu: 'Проверьте условия завершения курса: без них источник не запоминает дату.',
    remedyEn: 'Check the completion criteria of the course: without them the source keeps no date.',
  },
  'future-date': {
    titleRu: 'Дата завершения в будущем',
    titleEn: 'The completion date lies in the future',
    ru: 'Дата завершения в будущем: {date}',
    en: 'The completion date lies in the future: {date}',
    remedyRu: 'Проверьте часы сервера источника и дату завершения.',
    remedyEn: 'Check the clock of the source and the completion date.',
  },
  'bad-date': {
    titleRu: 'Дата завершения непонятна',
    titleEn: 'The completion date cannot be read',
    ru: 'Дата завершения невозможна: {date}',
    en: 'The completion date is impossible: {date}',
    remedyRu: 'Исправьте дату завершения в источнике.',
    remedyEn: 'Correct the completion date at the source.',
  },
} as const satisfies Record<string, ReasonText>

export type QuarantineReason = keyof typeof QUARANTINE_REASONS

export const isQuarantineReason = (id: string): id is QuarantineReason =>
  Object.hasOwn(QUARANTINE_REASONS, id)

/** A few words for a list of counts. */
export const reasonTitle = (reason: QuarantineReason, language: 'ru' | 'en'): string =>
  language === 'ru' ? QUARANTINE_REASONS[reason].titleRu : QUARANTINE_REASONS[reason].titleEn

/** Reason and remedy with the facts filled in; a fact that is missing shows as «?». */
export function reasonText(
  reason: QuarantineReason,
  facts: Readonly<Record<string, string>>,
  language: 'ru' | 'en',
): { text: string; remedy: string } {
  const texts: ReasonText = QUARANTINE_REASONS[reason]
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '?')
  return language === 'ru'
    ? { text: fill(texts.ru), remedy: fill(texts.remedyRu) }
    : { text: fill(texts.en), remedy: fill(texts.remedyEn) }
}
