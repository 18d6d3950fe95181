/** A text as it is searched: small letters, е for ё, nothing around it. */
export const searchKey = (text: string): string => text.trim().toLowerCase().replaceAll('ё', 'е')
