/** СНИЛС (страховой номер): 11 digits, the last two a check sum. Personal data: never in logs, errors or addresses. */

/** Numbers up to 001-001-998 carry no check sum. */
const LAST_WITHOUT_SUM = 1_001_998

function checkSum(digits: string): number {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0)
  return (sum % 101) % 100
}

/** `112-233-445 95`, with dashes and spaces or bare. */
export function isSnils(text: string): boolean {
  if (!/^\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2}$/.test(text.trim())) return false
  const digits = text.replace(/\D/g, '')
  const number = Number(digits.slice(0, 9))
  if (number === 0) return false
  return number <= LAST_WITHOUT_SUM || Number(digits.slice(9)) === checkSum(digits)
}

/** `11223344595` → `112-233-445 95`; give it only what `isSnils` accepts. */
export function formatSnils(text: string): string {
  return text.replace(/\D/g, '').replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1-$2-$3 $4')
}
