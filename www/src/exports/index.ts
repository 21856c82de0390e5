export const EXPORTS: any[] = [];
export const fileName = (..._: any[]): string => '';
