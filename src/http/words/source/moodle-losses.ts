/** What is lost without a function or a right of Moodle, each in its own words. */
import type { SourceTexts } from './texts.ts'

const FUNCTIONS: Readonly<Record<string, string>> = {
  core_course_get_courses_by_field: 'ни курсов, ни часов не прочитать',
  core_enrol_get_enrolled_users: 'ни в одном курсе никого не найти',
  core_enrol_get_users_courses: 'завершений не видно',
  core_completion_get_course_completion_status: 'у завершений нет дат',
  core_completion_get_activities_completion_status: 'элементов внутри курсов не видно',
  core_reportbuilder_retrieve_report: 'отчёта не прочитать',
  tool_mobile_call_external_functions: 'вызовы не собрать в связки',
}

const RIGHTS: Readonly<Record<string, string>> = {
  'moodle/course:view': 'сайт не отдаёт ни составов курсов, ни дат, а у людей нет курсов',
  'moodle/course:viewparticipants':
    'сайт не отдаёт составов курсов, а у людей нет курсов (годится и moodle/course:enrolreview)',
  'moodle/course:viewhiddencourses': 'скрытые курсы молча пропускаются',
  'moodle/user:viewdetails': 'большинство людей молча пропадает из составов курсов',
  'moodle/user:viewalldetails':
    'подразделения не видно, табельный номер и место работы видны, только если их показывает сам сайт (showuseridentity); людей труднее сопоставить',
  'moodle/site:viewfullnames': 'не видно фамилии и имени по отдельности, только одной строкой',
  'moodle/course:useremail':
    'не видно почты тех, кто её скрыл, и людей труднее сопоставить (годится и moodle/site:viewuseridentity, если сайт показывает почту: showuseridentity)',
  'moodle/site:accessallgroups': 'курсы с изолированными группами кажутся пустыми',
  'report/completion:view': 'завершений не видно, и дат сайт не отдаёт',
  'report/progress:view': 'сайт не отдаёт элементов внутри курсов',
  'moodle/reportbuilder:view':
    'сайт не отдаёт отчёта; или учётной записи нет в аудитории отчёта, или на сайте выключены собственные отчёты',
}

const textsOf = (
  code: string,
  losses: Readonly<Record<string, string>>,
  what: string,
  remedy: string,
): SourceTexts =>
  Object.fromEntries(
    Object.entries(losses).map(([name, loss]) => [`${code} ${name}`, [`${what}: ${loss}`, remedy]]),
  )

const allow = 'Разрешите {0} роли служебной учётной записи на уровне системы.'

export const lossWords: SourceTexts = {
  ...textsOf(
    'moodle_function_missing',
    FUNCTIONS,
    'Нет функции {0}',
    'Добавьте {0} во внешнюю службу «Зачётка» в Moodle.',
  ),
  ...textsOf('moodle_right_missing', RIGHTS, 'Не хватает права {0}', allow),
  ...textsOf('moodle_right_doubtful', RIGHTS, 'Возможно, не хватает права {0}', allow),
}
