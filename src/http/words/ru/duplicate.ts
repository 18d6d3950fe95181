export const duplicate = {
  title: 'Дубликат книжки',
  button: 'Дубликат…',
  intro:
    'Если книжка на бумаге утрачена, слушателю выдают дубликат. Записи в нём те же; прежняя книжка больше не действует. В печатной форме будет стоять «Дубликат».',
  unproved: (numbers: string) =>
    `Без подтверждающего документа: записи № ${numbers}. Их нужно подтвердить документами заново.`,
  reason: 'Причина',
  reasonHint: 'Например: книжка утеряна, заявление от 12.11.2026',
  reasonMissing: 'Напишите, почему выдают дубликат',
  issue: (number: number) => `Выдать дубликат № ${number}`,
  done: (number: string) => `Выдан дубликат № ${number}.`,
  list: 'Выданные дубликаты',
  none: 'Дубликатов не было: действует первая книжка.',
  line: (number: number, date: string, name: string, role: string) =>
    `№ ${number} от ${date}, ${name}, ${role}`,
  print: 'Печатная форма (PDF)',
  bears: (number: number, date: string) => `Дубликат № ${number} от ${date}`,
}
