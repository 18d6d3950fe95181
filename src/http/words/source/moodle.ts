/** What Moodle and its connector say. */
import { lossWords } from './moodle-losses.ts'
import type { SourceTexts } from './texts.ts'

/** Of the service account, in the system context. */
const RIGHTS = [
  ...['webservice/rest:use', 'moodle/course:view', 'moodle/course:viewparticipants'],
  ...['moodle/course:viewhiddencourses', 'moodle/user:viewdetails', 'moodle/user:viewalldetails'],
  ...['moodle/site:viewfullnames', 'moodle/course:useremail', 'report/completion:view'],
  'moodle/site:accessallgroups',
].join(', ')

export const moodleWords: SourceTexts = {
  ...lossWords,
  moodle_token: ['Ключ принят', ''],
  moodle_path: ['Путь чтения выбран', ''],
  moodle_courses: ['Курсы с отслеживанием завершения видны', ''],
  moodle_hidden_courses: [
    'Скрытые курсы',
    'Если они есть и нужны, дайте роли право moodle/course:viewhiddencourses.',
  ],
  moodle_hours: ['Часы читаются у всех курсов', ''],
  moodle_hours_partly: [
    'Часы читаются не у всех курсов',
    'Заполните поле часов в остальных курсах и сделайте его видимым всем.',
  ],
  moodle_hours_field_missing: [
    'Часов не видно ни у одного курса',
    'Создайте поле курса с часами, заполните его и сделайте видимым всем.',
  ],
  moodle_hours_conflict: ['Два поля часов называют разное', 'Оставьте в курсе одно значение.'],
  moodle_completion_seen: ['Завершение курсов видно', ''],
  moodle_dates_seen: ['Даты завершения видны', ''],
  moodle_activities_seen: [
    'Элементы курса видны',
    'Если видны не все, дайте роли права mod/…:view тех видов, которых не хватает, а ради скрытых и ограниченных — moodle/course:viewhiddenactivities и moodle/course:ignoreavailabilityrestrictions.',
  ],
  moodle_snils_unseen: [
    'Поля профиля со СНИЛС нет ни у одного слушателя',
    'Проверьте краткое имя поля в настройке snilsField и заполнено ли оно; поле, которое видно не всем, открывает право moodle/user:viewalldetails.',
  ],
  moodle_completion_hidden: [
    'Moodle не говорит, кто завершил курс',
    'Дайте роли право report/completion:view или включите отслеживание завершения на сайте и в курсе.',
  ],
  moodle_learners_unseen: [
    'Ни в одном курсе не видно слушателей',
    'Если они есть, дайте роли права moodle/user:viewdetails и moodle/site:accessallgroups.',
  ],
  moodle_enrolments_hidden: [
    'Слушатели есть в составе курса, а курса среди их курсов нет',
    'Проверьте, не кончились ли зачисления: завершений таких людей прочитать нельзя.',
  ],
  moodle_function_missing: ['Нет функции {0}', 'Добавьте {0} во внешнюю службу «Зачётка» в Moodle.'],
  moodle_right_missing: [
    'Не хватает права {0}',
    'Разрешите {0} роли служебной учётной записи на уровне системы.',
  ],
  moodle_right_doubtful: [
    'Возможно, не хватает права {0}',
    'Разрешите {0} роли служебной учётной записи на уровне системы.',
  ],
  moodle_completion_off: [
    'Отслеживание завершения выключено на всём сайте: никто ничего не завершает',
    'Включите его в Moodle: «Администрирование», «Дополнительные возможности».',
  ],
  moodle_no_courses: [
    'Служебная учётная запись не видит ни одного курса с завершением',
    'Включите завершение в курсах и проверьте, какие выбраны; если они скрыты, дайте роли право moodle/course:viewhiddencourses.',
  ],
  moodle_no_tls: ['Ключ передаётся без шифрования', 'Укажите адрес, который начинается с https://.'],
  moodle_version_old: ['Moodle старше 3.9', 'Обновите Moodle или проверьте первую загрузку глазами.'],
  moodle_account_admin: [
    'Служебная учётная запись — администратор сайта: украденный ключ открыл бы всё',
    `Заведите учётную запись, у роли которой на уровне системы только эти права: ${RIGHTS}.`,
  ],
  moodle_invalidtoken: [
    'Ключ не подходит',
    'Создайте новый ключ в Moodle и введите его на шаге «Адрес и ключ».',
  ],
  moodle_accessexception: [
    'Служебной учётной записи нельзя вызвать функцию',
    'Проверьте срок ключа, разрешён ли наш адрес, право webservice/rest:use и состав внешней службы.',
  ],
  moodle_servicenotavailable: ['Внешняя служба выключена', 'Включите её в Moodle.'],
  moodle_services_refused: [
    'Сайт не пускает к веб-службам',
    'Включите в Moodle веб-службы и протокол REST; если они включены, посмотрите, что перед сайтом не пускает наш адрес.',
  ],
  moodle_settings_unread: [
    'Часть настроек на этом пути не читается',
    'Выберите другой путь чтения или уберите настройку.',
  ],
  moodle_bundles_odd: [
    'Связки вызовов сайт не понимает: вызовы идут по одному',
    'Посмотрите журнал ошибок сайта или выберите path=plain.',
  ],
  moodle_enablewsdescription: ['Веб-службы выключены', 'Включите веб-службы в Moodle.'],
  moodle_sitemaintenance: ['Сайт на обслуживании', 'Подождите: загрузка продолжится сама.'],
  moodle_page_in_answer: [
    'Вместо ответа пришла страница сайта',
    'Откройте адрес в браузере: обслуживание, вход или чужой сайт?',
  ],
  moodle_roster_empty: [
    'Курс никого не показал',
    'Если слушатели в нём есть, дайте роли право moodle/site:accessallgroups.',
  ],
  moodle_nopermissions: [
    'Не хватает права',
    `Какого, скажет проверка подключения. На уровне системы нужны ${RIGHTS}; для элементов курса ещё report/progress:view.`,
  ],
  moodle_servicerequireslogin: [
    'Служебной учётной записи нельзя войти',
    'Проверьте учётную запись в Moodle.',
  ],
  moodle_upgraderunning: ['Сайт обновляется', 'Подождите: загрузка продолжится сама.'],
  moodle_dbconnectionfailed: ['Сайт потерял базу данных', 'Подождите или сообщите администратору Moodle.'],
  moodle_dmlreadexception: ['Сайт не прочитал свою базу данных', 'Сообщите администратору Moodle.'],
  moodle_dmlwriteexception: ['Сайт не записал в свою базу данных', 'Сообщите администратору Moodle.'],
  moodle_invalidparameter: [
    'Сайт не понял запроса',
    'Проверьте его версию: поддерживается Moodle 3.9 и новее.',
  ],
  moodle_invalidrecord: [
    'Такого курса, функции или отчёта нет',
    'Проверьте, не удалён ли курс или отчёт и верен ли его номер.',
  ],
  moodle_requireloginerror: [
    'Служебной учётной записи нельзя в этот курс',
    'Дайте роли право moodle/course:view.',
  ],
  moodle_errorcoursecontextnotvalid: [
    'Служебной учётной записи нельзя в этот курс',
    'Дайте роли право moodle/course:view.',
  ],
  moodle_usernotenroled: [
    'Зачисление кончилось: Moodle не говорит, когда курс завершён',
    'Продлите зачисление и загрузите снова или внесите дату вручную.',
  ],
  moodle_nocriteriaset: ['У курса нет критериев завершения', 'Задайте их в Moodle или внесите дату вручную.'],
  moodle_cannotviewreport: [
    'Завершение в курсе выключено, или его нельзя видеть',
    'Дайте роли право report/completion:view или включите завершение.',
  ],
  moodle_errorreportview: [
    'Служебной учётной записи нельзя видеть отчёт',
    'Дайте роли право moodle/reportbuilder:view и добавьте учётную запись в аудиторию отчёта.',
  ],
  moodle_completionnotenabled: ['Завершение в курсе выключено', 'Включите его в Moodle.'],
  moodle_userdeleted: ['Учётная запись слушателя удалена', 'Внесите запись вручную.'],
  moodle_invaliduser: ['Такого слушателя нет', 'Проверьте, не удалена ли учётная запись.'],
  moodle_accessdenied: ['Группа слушателя не видна', 'Дайте роли право moodle/site:accessallgroups.'],
  moodle_unknown: ['Moodle сообщает об ошибке, которой мы не знаем', 'Посмотрите её код в справке Moodle.'],
  moodle_empty_answer: ['Сайт ничего не ответил', 'Подождите: загрузка продолжится сама.'],
  moodle_not_json: ['Ответ сайта — не JSON', 'Проверьте адрес и настройку format.'],
  moodle_not_xml: ['Ответ сайта — не XML', 'Проверьте адрес и настройку format.'],
  moodle_notice_in_answer: [
    'Сайт пишет в ответы сообщения PHP',
    'Выключите в Moodle показ отладочных сообщений.',
  ],
  moodle_too_deep: ['Ответ сайта вложен глубже, чем бывает', 'Проверьте, не изменён ли сайт надстройкой.'],
  moodle_unexpected_shape: [
    'Ответ сайта устроен не так, как у Moodle',
    'Проверьте, поддерживается ли его версия.',
  ],
  moodle_batch_miscounted: [
    'На связку вызовов пришло не столько ответов',
    'Проверьте сайт или выберите path=plain.',
  ],
  moodle_completion_contradicts: [
    'Moodle называет курс завершённым и не завершённым сразу',
    'Посмотрите отчёт о завершении курса и загрузите снова.',
  ],
  moodle_course_not_visible: [
    'Служебная учётная запись видит не все курсы, о которых речь',
    'Проверьте, не удалены ли они; скрытые открывает право moodle/course:viewhiddencourses.',
  ],
  moodle_course_unreadable: ['Курс не читается', 'Проверьте его настройки в Moodle.'],
  moodle_course_untracked: ['У курса есть часы, а завершение выключено', 'Включите завершение в курсе.'],
  moodle_enrolment_unreadable: [
    'Курс слушателя не читается',
    'Проверьте его в Moodle; исправленная запись придёт сама.',
  ],
  moodle_person_unreadable: [
    'Слушатель в составе курса не читается',
    'Проверьте его учётную запись; исправленная запись придёт сама.',
  ],
  moodle_activity_unreadable: [
    'Элемент курса не читается',
    'Проверьте его в Moodle; исправленная запись придёт сама.',
  ],
  moodle_cursor_broken: ['Место остановки прошлой загрузки не читается', 'Начните полную загрузку.'],
  moodle_hours_missing: ['У курсов нет часов', 'Заполните поле часов и сделайте его видимым всем.'],
  moodle_report: ['Отчёт читается', ''],
  moodle_report_missing: [
    'Путь — отчёт, а отчёт не назван',
    'Назовите в настройке report его номер, часовой пояс и заголовки.',
  ],
  moodle_report_columns: [
    'У отчёта не те колонки',
    'Нужны колонки «Full name with link», «First name», «Last name», «Course full name with link», «Time completed»; если они названы иначе, перечислите их в настройке report.',
  ],
  moodle_report_row_unreadable: [
    'Строка отчёта не читается',
    'Нужны ссылки на слушателя и курс и дата, как её пишет Moodle по-английски.',
  ],
  moodle_report_miscounted: [
    'Строк прочитано не столько, сколько насчитал отчёт',
    'Упорядочьте отчёт по колонкам, которые вместе не повторяются.',
  ],
  moodle_report_repeats: [
    'Отчёт повторяется от страницы к странице',
    'Сайт не делит его на страницы: сообщите его администратору.',
  ],
  moodle_roster_repeats: [
    'Состав курса повторяется от страницы к странице',
    'Сайт не делит его на страницы: сообщите его администратору.',
  ],
  moodle_text_damaged: ['В записи потеряны буквы', 'Исправьте название или имя в Moodle.'],
  moodle_time_kept: ['Moodle больше не называет дату: осталась прежняя', ''],
}
