/** What letters say, in both languages; reasons, hours and dates come from the texts that pages use. */

export interface LetterWords {
  greeting(name: string): string
  /** Under every letter: why it came and how to stop it. */
  footer(publicUrl: string): string
  rejected: {
    subject(title: string): string
    what(title: string, date: string, hours: string): string
    where: string
  }
  eligible: {
    subject(programme: string): string
    what(counted: string, required: string): string
    next: string
  }
  issued: {
    subject(number: string): string
    what(document: string, number: string, date: string): string
    check(url: string): string
    where: string
  }
  reminded: {
    subject(title: string): string
    what(learner: string, title: string, since: string): string
    where: string
  }
  returned: {
    subject: string
    what(programme: string): string
    comment(text: string): string
    remedy: string
  }
}

export const letterWords: Record<'ru' | 'en', LetterWords> = {
  ru: {
    greeting: name => `Здравствуйте, ${name}!`,
    footer: publicUrl =>
      `Письмо отправила Зачётка (${publicUrl}): вы согласились получать от неё письма. Отозвать согласие можно на странице «Документы и данные». Отвечать на письмо не нужно.`,
    rejected: {
      subject: title => `Запись отклонена: ${title}`,
      what: (title, date, hours) => `Запись книжки: ${title}, ${date}, ${hours}.`,
      where:
        'Откройте Зачётку из своего курса: там эта запись и форма, в которой стоит всё, что вы отправили.',
    },
    eligible: {
      subject: programme => `Программа выполнена: ${programme}`,
      what: (counted, required) => `Все требования выполнены: засчитано ${counted} из ${required}.`,
      next: 'Документ оформит организация, делать ничего не нужно. Когда его выдадут, придёт ещё одно письмо.',
    },
    issued: {
      subject: number => `Документ № ${number} выдан`,
      what: (document, number, date) => `${document} № ${number} выдан ${date}.`,
      check: url => `Проверить документ: ${url}`,
      where:
        'Файл и переносимое подтверждение лежат на странице «Документы и данные»: откройте Зачётку из своего курса.',
    },
    reminded: {
      subject: title => `Запись ждёт подтверждения: ${title}`,
      what: (learner, title, since) => `${learner} напоминает о записи «${title}»: она ждёт с ${since}.`,
      where: 'Откройте Зачётку из своего курса: в очереди есть строка «Напомнили».',
    },
    returned: {
      subject: 'Маршрут вернули на доработку',
      what: programme => `Ваш маршрут по программе «${programme}» вернули на доработку.`,
      comment: text => `Замечание: ${text}`,
      remedy: 'Откройте Зачётку из своего курса, исправьте маршрут и отправьте его снова.',
    },
  },
  en: {
    greeting: name => `Dear ${name},`,
    footer: publicUrl =>
      `This was sent by Zachetka (${publicUrl}): you agreed to get messages from it. You may withdraw the consent on the page “Documents and data”. There is no need to answer.`,
    rejected: {
      subject: title => `An entry was rejected: ${title}`,
      what: (title, date, hours) => `An entry of your book: ${title}, ${date}, ${hours}.`,
      where: 'Open Zachetka from your course: there is the entry, and a form with all that you sent.',
    },
    eligible: {
      subject: programme => `The programme is complete: ${programme}`,
      what: (counted, required) => `Every requirement is met: ${counted} counted of ${required}.`,
      next: 'The organisation prepares the document; there is nothing to do. Another message comes when it is issued.',
    },
    issued: {
      subject: number => `Document No. ${number} was issued`,
      what: (document, number, date) => `${document} No. ${number} was issued on ${date}.`,
      check: url => `Check the document: ${url}`,
      where:
        'The file and the portable credential are on the page “Documents and data”: open Zachetka from your course.',
    },
    reminded: {
      subject: title => `An entry awaits confirmation: ${title}`,
      what: (learner, title, since) => `${learner} reminds of the entry “${title}”: it waits since ${since}.`,
      where: 'Open Zachetka from your course: the queue has a line “Reminded”.',
    },
    returned: {
      subject: 'Your route was returned',
      what: programme => `Your route in the programme “${programme}” was returned to be changed.`,
      comment: text => `Remark: ${text}`,
      remedy: 'Open Zachetka from your course, change the route and send it again.',
    },
  },
}
