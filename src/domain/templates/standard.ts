/** The templates that come along, for organisations that have saved none. */
import type { TemplateContent, TemplateKind, UsedTemplate } from './template.ts'

const certificate: TemplateContent = {
  lines: {
    organisation: '{organisation}',
    city: 'г. {city}',
    title: '{title}',
    registration: 'Регистрационный № {number}',
    intro: 'Настоящее удостоверение выдано',
    holder: '{name.dative}',
    period: 'в том, что в период с {from} по {to}',
    completed: 'освоена дополнительная профессиональная программа повышения квалификации',
    programme: '«{programme}»',
    amount: 'в объёме: {hours}',
    closing: '',
    issued: '{city}, дата выдачи: {issuedOn}',
  },
  signatures: [
    { post: 'Руководитель', name: '{signatory}' },
    { post: 'Секретарь', name: '{secretary}' },
  ],
  seal: 'М. П.',
  layout: { orientation: 'landscape', marginMm: 21, hasFrame: true },
}

/** 273-ФЗ, ст. 60, ч. 12: for those who mastered a part of the programme, in the form of the organisation. */
const statement: TemplateContent = {
  ...certificate,
  lines: {
    ...certificate.lines,
    intro: 'Настоящая справка выдана',
    period: 'и подтверждает обучение в период с {from} по {to}',
    completed: 'по дополнительной профессиональной программе повышения квалификации',
    amount: 'Освоено: {hours}',
    closing: 'Обучение прекращено до завершения программы. Итоговая аттестация не пройдена.',
  },
  layout: { orientation: 'portrait', marginMm: 21, hasFrame: false },
}

export const standardTemplates: Readonly<Record<TemplateKind, TemplateContent>> = { certificate, statement }

export const standardTemplate = (kind: TemplateKind): UsedTemplate => ({
  id: `standard-${kind}`,
  version: 0,
  content: standardTemplates[kind],
})
