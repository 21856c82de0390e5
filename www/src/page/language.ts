import { en, type Words } from '../locales/en.js';
import { pageEn, type PageWords } from '../locales/page-en.js';

/** A language: the words of the element and those of the page. */
export interface Language {
  readonly words: Words;
  readonly page: PageWords;
}

/** English is there at once; what else is asked for is fetched. */
export const LANGUAGES: Record<string, Language> = { en: { words: en, page: pageEn } };

const NAMES: Record<string, string> = { en: 'English', de: 'Deutsch' };

/** Two languages that nobody speaks, for tests: longer and accented words, and the same from right to left. */
const PSEUDO = ['en-XA', 'ar-XB'];

async function fetched(code: string): Promise<Language> {
  if (code === 'de') {
    const { de, pageDe } = await import('../locales/de.js');
    return { words: de, page: pageDe };
  }
  if (PSEUDO.includes(code)) {
    const { pseudo } = await import('../locales/pseudo.js');
    return pseudo(code, LANGUAGES.en!);
  }
  return LANGUAGES.en!;
}

/** The language that the address asks for with `?ui=…`, else the first of the reader's that there is. */
function preferred(): string {
  const asked = new URL(location.href).searchParams.get('ui');
  if (asked !== null && (asked in NAMES || PSEUDO.includes(asked))) return asked;
  return navigator.languages.map((tag) => tag.split('-')[0]!).find((tag) => tag in NAMES) ?? 'en';
}

/** Fills the choice of languages, and speaks the one that is chosen; the choice stands in the address and is kept nowhere else. */
export async function language(choice: HTMLSelectElement, speak: (language: Language) => void): Promise<void> {
  const set = async (code: string): Promise<void> => {
    LANGUAGES[code] ??= await fetched(code);
    speak(LANGUAGES[code]);
  };
  const first = preferred();
  for (const [code, name] of Object.entries(NAMES)) {
    const option = new Option(name, code, false, code === first);
    option.lang = code;
    choice.add(option);
  }
  choice.addEventListener('change', () => {
    const address = new URL(location.href);
    address.searchParams.set('ui', choice.value);
    history.replaceState(null, '', address);
    void set(choice.value);
  });
  if (first !== 'en') await set(first);
}
