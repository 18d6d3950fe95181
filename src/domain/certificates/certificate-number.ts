/** Registration numbers (регистрационный номер) and verification codes (код проверки) of issued documents. */
import { InvalidInputError } from '../errors.ts'

export interface RegistrationNumber {
  /** Series of the register, e.g. `ПК` (повышение квалификации). */
  prefix?: string
  year: number
  /** Running number within the year, from 1. */
  seq: number
}

/**
 * `{ year: 2026, seq: 101 }` → `ПК-2026-000101`; sorts as text up to a million a year.
 *
 * @throws {InvalidInputError} for a year or a number that is not a positive integer
 */
export function formatRegistrationNumber({ prefix = 'ПК', year, seq }: RegistrationNumber): string {
  if (!Number.isSafeInteger(seq) || seq < 1 || !Number.isSafeInteger(year) || year < 1900 || year > 9999) {
    throw new InvalidInputError('not a registration number', [
      { path: 'seq', message: `year ${year}, number ${seq}` },
    ])
  }
  return `${prefix}-${year}-${String(seq).padStart(6, '0')}`
}

/** 32 signs without О, 0, I, 1: five bits each, so that a byte picks one without bias. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_LENGTH = 12

/** Cyrillic letters that look like a sign of the alphabet. */
const TWINS: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  З: '3',
}

/**
 * A code of 12 signs (60 bits) from random bytes.
 *
 * @param bytes at least 12 bytes of a cryptographic source
 * @throws {InvalidInputError} for fewer bytes
 */
export function verificationCode(bytes: Uint8Array): string {
  if (bytes.length < CODE_LENGTH) {
    throw new InvalidInputError('a verification code needs 12 random bytes', [
      { path: 'bytes', message: `${bytes.length} given` },
    ])
  }
  return [...bytes.subarray(0, CODE_LENGTH)].map(byte => CODE_ALPHABET[byte & 31]).join('')
}

/** As on paper: `ABCD-EFGH-JKLM`. */
export function formatVerificationCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** What a person typed → the code; spaces, dashes, small letters and Cyrillic twins are forgiven. `undefined`: not a code. */
export function parseVerificationCode(text: string): string | undefined {
  const signs = [...text.slice(0, 64).toUpperCase()]
    .filter(sign => !/[\s\p{Pd}_.]/u.test(sign))
    .map(sign => TWINS[sign] ?? sign)
  const known = signs.length === CODE_LENGTH && signs.every(sign => CODE_ALPHABET.includes(sign))
  return known ? signs.join('') : undefined
}
