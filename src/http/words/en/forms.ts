import type { Words } from '../ru.ts'

export const forms: Words['forms'] = {
  title: 'Printed forms',
  intro:
    'Empty forms of the regulation, to print and fill in by hand. Filled ones come from the book and the route.',
  none: 'There are no forms.',
  noneText:
    'The regulations of your programmes name no printed forms. The book and the route can be downloaded filled in, each on its page.',
  form: 'Form',
  files: 'Files',
  pdf: 'PDF',
  xlsx: 'XLSX',
  bookPdf: 'Download the book (PDF)',
  bookXlsx: 'Download the book (XLSX)',
  routePdf: 'Download the route (PDF)',
  routeXlsx: 'Download the route (XLSX)',
  interview: 'The interview with what was answered',
  interviewPdf: 'Interview to print (PDF)',
  interviewXlsx: 'Interview as a spreadsheet (XLSX)',
  all: 'Forms of the regulation',
}
