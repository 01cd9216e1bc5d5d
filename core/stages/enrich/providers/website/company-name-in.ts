import { plainWords } from '../../../../record/plain-words';

/** What people put between the parts of a title. */
const separator = /\s+[|–—·•»:-]+\s+|\s*[|–—•»]\s*|:\s+/;

/** Parts of titles that name no company. */
const generic = new Set(
	[
		'home',
		'home page',
		'homepage',
		'welcome',
		'start',
		'startseite',
		'willkommen',
		'accueil',
		'bienvenue',
		'inicio',
		'início',
		'bienvenidos',
		'pagina inicial',
		'strona glowna',
		'witamy',
		'index',
		'untitled',
		'untitled document',
		'official site',
		'official website',
		'main page',
		'ホーム',
		'トップページ',
		'トップ',
	].map((words) => plainWords(words)),
);

/** Whether a name and the first label of a domain are spelt alike, or one within the other. */
export function resembles(name: string, label: string): boolean {
	const [letters, labelLetters] = [name, label].map((text) => plainWords(text).replaceAll(' ', ''));
	if (letters.length < 3 || labelLetters.length < 3) return letters === labelLetters && letters !== '';
	return letters.includes(labelLetters) || labelLetters.includes(letters);
}

/**
 * The company's name in the title of its home page: the part that resembles the domain, or that the first heading repeats, or the
 * only one that says something. `undefined` where several might be it.
 */
export function companyNameIn(
	title: string | undefined,
	heading: string | undefined,
	label: string,
): string | undefined {
	if (title === undefined) return undefined;
	const parts = title
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '' && !generic.has(plainWords(part)));
	const alike = parts.filter((part) => resembles(part, label)).sort((a, b) => a.length - b.length);
	const repeated = heading === undefined ? undefined : parts.find((part) => plainWords(part) === plainWords(heading));
	const name = alike[0] ?? repeated ?? (parts.length === 1 ? parts[0] : undefined);
	// A sentence is a slogan.
	return name === undefined || name.split(' ').length > 8 || name.length > 120 ? undefined : name;
}
