import { counted } from '../nouns.ts'

const n = counted('ru')

/** Курсы LMS: что уходит в журналы и что читается из состава курсов. */
export const courses = {
  title: 'Курсы LMS',
  intro: 'Курсы, из которых открывали Зачётку: какие оценки в них ушли и когда прочитан состав.',
  empty: 'Из курсов Зачётку ещё не открывали. После первого запуска курс появится здесь.',
  course: 'Курс',
  grades: 'Оценки',
  roster: 'Состав курса',
  lastLaunch: (when: string) => `последний запуск ${when}`,
  counts: (sent: string, waiting: string, refused: string) =>
    `отправлено ${sent} · ждут ${waiting} · LMS не приняла ${refused}`,
  states: { sent: 'Отправлены', waiting: 'Ждут', refused: 'LMS не приняла' },
  one: { sent: 'Отправлена', waiting: 'Ждёт', refused: 'LMS не приняла' },
  all: 'Все',
  filter: 'Какие оценки показать',
  learner: 'Слушатель',
  column: 'Столбец',
  score: 'Оценка',
  state: 'Состояние',
  unknownPerson: 'человек не найден',
  ownColumn: 'столбец Зачётки',
  linkColumn: 'столбец элемента курса',
  sentAt: (when: string) => `отправлена ${when}`,
  noGrades: 'Оценок пока нет: первая уйдёт, когда у слушателя засчитают первые часы.',
  noneOfState: 'Таких оценок нет.',
  faults: {
    'no-grade-service': [
      'LMS не предлагает службу оценок.',
      'В настройках инструмента включите Assignment and Grade Services, затем откройте Зачётку из курса один раз.',
    ],
    'no-score-scope': [
      'LMS не разрешила отправлять оценки.',
      'В настройках инструмента разрешите оценки (AGS, scope score), затем откройте Зачётку из курса один раз.',
    ],
    'no-line-item': [
      'У элемента нет столбца в журнале, и создать его нельзя.',
      'В Moodle поставьте «Принимать оценки от инструмента: Всегда»; в других LMS разрешите столбец для элемента.',
    ],
    'no-line-item-scope': [
      'У элемента нет столбца в журнале, а создавать столбцы LMS не разрешила.',
      'В Moodle выберите «Использовать эту службу для синхронизации оценок и управления столбцами»; в других LMS разрешите scope lineitem.',
    ],
  } as Record<string, [string, string]>,
  answered: (status: string) => `LMS ответила ${status}`,
  reason: (code: string) => `причина: ${code}`,
  refusedHint:
    'LMS не принимает оценки для преподавателей и тех, кто не записан на курс. Если это исправлено в LMS, попросите её ещё раз.',
  retry: 'Отправить непринятые ещё раз',
  retried: (count: number) => `Оценки уйдут ещё раз: ${n(count, 'learner')}.`,
  undelivered: 'Не доставлено',
  undeliveredText:
    'Для этих слушателей Зачётка перестала пробовать. Устраните причину и отправьте снова: уйдёт то, что верно сейчас.',
  attempts: (count: number) => n(count, 'attempt'),
  asked: 'отправим в ближайшую минуту',
  replay: 'Отправить снова',
  replayed: (count: number) => `Отправим снова: ${n(count, 'learner')}.`,
  rosterNone: 'LMS не даёт состав этого курса: в настройках инструмента включите Names and Roles.',
  rosterNever: 'Состав ещё не читали.',
  rosterRead: (when: string, count: number) => `Прочитан ${when}: ${n(count, 'participant')}.`,
  rosterFailed: (when: string, reason: string) => `Последняя попытка ${when} не удалась: ${reason}.`,
  rosterRetry: 'Попробуем снова сами.',
  rosterRefused: 'LMS отказала: проверьте доступ к составу курса на странице «Диагностика».',
  readNow: 'Прочитать состав сейчас',
  readDone: 'Состав прочитан.',
  held: (gone: number, of: number) => `Из состава сразу пропали ${gone} из ${of}.`,
  heldText:
    'Так бывает, когда курс очистили к новому году или LMS ответила не полностью. Пока вы не решите, пропавшие остаются в курсе. Если они вернутся, это сообщение исчезнет само.',
  heldSince: (when: string) => `Замечено ${when}`,
  gone: 'Кто пропал',
  noName: (sub: string) => `учётная запись ${sub}`,
  andMore: (count: number) => `и ещё ${count}`,
  acceptTitle: 'Они действительно ушли?',
  acceptText:
    'Оценки этим людям в этот курс больше уходить не будут. Их книжки и записи останутся. Вернуть их может только сама LMS, когда снова покажет их в составе.',
  tick: 'Состав курса в LMS проверен',
  readAgain: 'Состав прочитали снова. Посмотрите, кого нет теперь, и поставьте отметку',
  needsTick: 'Сначала сверьте состав с LMS и поставьте отметку',
  accept: (count: number) => `Да, ушли: ${n(count, 'participant')}`,
  accepted: (count: number) => `Принято: ${n(count, 'participant')}.`,
  conflicts: 'Учётные записи, которые противоречат друг другу',
  conflictsText:
    'LMS считает этих людей одним человеком, а Зачётка — двумя. Объединить их может только человек.',
  conflict: (id: string, names: string) => `Учётная запись ${id}: ${names}`,
}
