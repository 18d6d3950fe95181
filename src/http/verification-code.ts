/** Letters that look alike on paper: what people type for what is printed. */
const TWINS: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  З: '3',
}

/** `4к7р-2мnx 9rта` → `4K7P2MNX9RTA`; anything but letters and digits is left out. */
export const normalizeCode = (typed: string): string =>
  [...typed.toUpperCase()]
    .map(letter => TWINS[letter] ?? letter)
    .join('')
    .replace(/[^0-9A-Z]/g, '')

/** `XXXX-XXXX-XXXX` */
export const printedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

export const isCode = (code: string): boolean => /^[0-9A-Z]{12}$/.test(code)
