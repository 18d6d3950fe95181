/** When a source is read by itself, and by which rules. */
import { counted } from '../nouns.ts'

const n = counted('ru')

export const schedule = {
  intro: 'Всё уже заполнено: меняйте только то, что должно быть иначе.',
  every: 'Загружать каждые столько минут',
  everyHint: (minutes: number) => `От 5 до 10 080. Пусто: как на всём сайте, ${minutes}.`,
  full: 'Полная загрузка раз в столько дней',
  fullHint: 'Перечитывает даты и тех отметок, которые уже загружены. От 0 до 365; 0 — только по кнопке.',
  overlap: 'Перечитать дату, когда отметке исполнится столько дней',
  overlapHint: 'Дату свежей отметки на сайте ещё могут исправить. От 0 до 30; 0 — не перечитывать.',
  ceiling: 'Сколько отметок из 100 может исчезнуть за один раз',
  ceilingHint: 'Если исчезло больше, ничего не отзывается, пока не решите вы.',
  timeZone: 'Часовой пояс дат',
  timeZoneHint: 'Например Asia/Tomsk. Пусто: пояс организации.',
  measured: 'Засчитывать измеренное время, если часы не указаны',
  estimated: 'Засчитывать часы, которые источник сам только оценивает',
  wrong: {
    pullEveryMinutes: 'Укажите число минут от 5 до 10 080 или оставьте поле пустым',
    fullEveryDays: 'Укажите число дней от 0 до 365',
    overlapDays: 'Укажите число дней от 0 до 30',
    removalCeilingPercent: 'Укажите число от 0 до 100',
    timeZone: 'Такого пояса нет: напишите, например, Asia/Tomsk',
  } as Record<string, string>,
  save: 'Сохранить',
  itself: (minutes: number, next: string | null) =>
    `Загружается сама раз в ${n(minutes, 'minuteIn')}${next ? `; следующий раз — ${next}` : ''}.`,
  once: 'Файл читается один раз.',
  fullItself: (days: number) => `Полная загрузка — раз в ${n(days, 'dayIn')}.`,
  lastFull: (when: string) => `Последняя полная: ${when}.`,
}
