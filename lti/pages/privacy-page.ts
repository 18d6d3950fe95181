import type { Language } from '../errors/text-types.ts'
import { escapeHtml, renderPage } from './layout.ts'

const WORDS = {
  ru: {
    title: 'Какие данные хранит Зачётка',
    lines: [
      'Фамилию, имя и отчество, адрес почты и номер учётной записи — так, как их передала платформа.',
      'Результаты из курсов: название, часы, дату и подтверждающий документ; решения кураторов с их именем и причиной.',
      'Выданные документы и их номера: их хранят столько, сколько велит положение организации.',
      'Видят это вы, кураторы и выдающие вашей программы и администратор. Пароля и оценок других людей здесь нет.',
      'Исправить или удалить запись просите того, кто ведёт программу: его имя стоит у каждой строки книжки.',
    ],
    open: 'Показать мои данные',
  },
  en: {
    title: 'What Zachetka stores',
    lines: [
      'Your name, e-mail address and account id, as the platform passed them on.',
      'Results from courses: title, hours, date and document; decisions of curators with their name and reason.',
      'Documents issued and their numbers: kept as long as the regulation of the organisation says.',
      'You see them, and the curators and issuers of your programme and the administrator. There are no passwords and no grades of others here.',
      'To correct or delete a record, ask those who run the programme: their name stands at each line of the book.',
    ],
    open: 'Show my data',
  },
}

/** Answers a privacy launch. @see Data Privacy Launch 1.0 */
export function renderPrivacyPage(page: { language: Language; nonce: string; href: string }): string {
  const words = WORDS[page.language]
  const items = words.lines.map(line => `<li>${escapeHtml(line)}</li>`).join('\n')
  const body = `<h1>${words.title}</h1>
<ul>
${items}
</ul>
<p><a class="button" href="${escapeHtml(page.href)}">${words.open}</a></p>`
  return renderPage(page.language, words.title, body, page.nonce)
}
