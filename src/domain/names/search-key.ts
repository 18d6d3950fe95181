/** A text as it is searched and compared: small letters, е for ё, nothing around it. */
export const searchKey = (text: string): string => text.trim().toLowerCase().replaceAll('ё', 'е')
