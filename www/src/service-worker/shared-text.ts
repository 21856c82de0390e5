/**
 * The text of what another app shares: its title, unless the text begins with it, the text, and text files.
 * An address alone is no text to read, and the page fetches nothing.
 */
export async function sharedText(form: FormData): Promise<string> {
  const [title, text] = ['title', 'text'].map((name) => String(form.get(name) ?? '').trim()) as [string, string];
  const files = form.getAll('file').filter((file) => file instanceof File);
  const parts = [text.startsWith(title) ? '' : title, text, ...(await Promise.all(files.map((file) => file.text())))];
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}
