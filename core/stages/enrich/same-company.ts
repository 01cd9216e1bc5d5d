import { brandOf } from '../../record/brand';
import { normalizeCompanyName } from '../../record/normal-forms';

/** A company as somebody knows it. */
export interface KnownCompany {
	/** All names it has: its own, the registered one, those of its parents. */
	readonly names: readonly string[];
	/** Registrable domains, of its site and of its mail. */
	readonly domains: readonly string[];
	/** Decides about legal forms that are also words. */
	readonly country?: string;
}

/** `unknown`: nothing of the one can be held against the other. */
export type CompanyVerdict =
	| { readonly kind: 'same'; readonly by: string }
	| { readonly kind: 'different'; readonly by: ReadonlyArray<'name' | 'domain'> }
	| { readonly kind: 'unknown' };

/**
 * Whether two descriptions mean one company, or companies of one group. Cautious: whatever agrees outweighs whatever does
 * not, so that a subsidiary, a rebranding under the old domain or a name spelt otherwise is never called another company.
 */
export function compareCompanies(one: KnownCompany, other: KnownCompany): CompanyVerdict {
	const names = [normalNames(one), normalNames(other)] as const;
	const by = sameDomain(one, other) ?? sameName(names) ?? nameInDomain(names, one, other);
	if (by) return { kind: 'same', by };
	const differs = [
		...(names.every((list) => list.length > 0) ? (['name'] as const) : []),
		...(one.domains.length > 0 && other.domains.length > 0 ? (['domain'] as const) : []),
	];
	// A name against a domain proves agreement, and never its opposite.
	return differs.length > 0 ? { kind: 'different', by: differs } : { kind: 'unknown' };
}

/** The names in normal form, with and without what the country makes a legal form of. */
export function normalNames({ names, country }: KnownCompany): string[] {
	const forms = names.flatMap((name) => [normalizeCompanyName(name, country), normalizeCompanyName(name)]);
	return [...new Set(forms.filter((form) => form !== undefined))];
}

function sameDomain(one: KnownCompany, other: KnownCompany): string | undefined {
	if (one.domains.some((domain) => other.domains.includes(domain))) return 'domain';
	const brands = new Set(one.domains.map(brandOf));
	return other.domains.some((domain) => brands.has(brandOf(domain))) ? 'brand of the domain' : undefined;
}

function sameName([ones, others]: readonly [readonly string[], readonly string[]]): string | undefined {
	const pairs = ones.flatMap((one) => others.map((other) => [one, other] as const));
	if (pairs.some(([one, other]) => compact(one) === compact(other))) return 'name';
	if (pairs.some(([one, other]) => sortedWords(one) === sortedWords(other))) return 'words of the name';
	if (pairs.some(([one, other]) => beginsWith(one, other) || beginsWith(other, one))) return 'beginning of the name';
	if (pairs.some(([one, other]) => isInitials(one, other) || isInitials(other, one))) return 'initials';
	return pairs.some(([one, other]) => isMisspelt(one, other)) ? 'spelling' : undefined;
}

/** The one is known by its name, the other by its domain alone or as well: `The Hut Group` at `thehutgroup.com`. */
function nameInDomain(
	[ones, others]: readonly [readonly string[], readonly string[]],
	one: KnownCompany,
	other: KnownCompany,
): string | undefined {
	const isIn = (names: readonly string[], { domains }: KnownCompany) =>
		domains.some((domain) => names.some((name) => isBrandOf(brandOf(domain) ?? '', name)));
	return isIn(ones, other) || isIn(others, one) ? 'name in the domain' : undefined;
}

function isBrandOf(brand: string, name: string): boolean {
	const plain = compact(brand);
	const whole = compact(name);
	if (plain.length < 2) return false;
	// The normal form has lost its article, and a domain keeps it.
	const articled = `the ${name}`;
	if (plain === whole || plain === compact(articled)) return true;
	if (isInitials(plain, name) || isInitials(plain, articled)) return true;
	const [shorter, longer] = [plain, whole].sort((a, b) => a.length - b.length);
	return shorter.length >= 4 && longer.startsWith(shorter);
}

/** `acme` and `acme germany`, in whole words. */
function beginsWith(longer: string, shorter: string): boolean {
	return shorter.length >= 3 && longer.startsWith(`${shorter} `);
}

/** `ibm` of `international business machines`. */
function isInitials(short: string, long: string): boolean {
	const words = long.split(' ');
	if (words.length < 2 || short.includes(' ') || short.length < 2) return false;
	const initials = words.map((word) => word[0]).join('');
	const spelt = words.filter((word) => !smallWords.has(word)).map((word) => word[0]);
	return short === initials || (spelt.length >= 2 && short === spelt.join(''));
}

const smallWords: ReadonlySet<string> = new Set(['and', 'of', 'the', 'for', 'und', 'fur', 'de', 'la', 'et', 'y', 'e']);

/** One letter in eight at most; short names differ by one letter and are others. */
function isMisspelt(one: string, other: string): boolean {
	const [a, b] = [compact(one), compact(other)];
	const allowed = Math.floor(Math.min(a.length, b.length) / 8);
	return allowed > 0 && Math.abs(a.length - b.length) <= allowed && editDistance(a, b) <= allowed;
}

/** Letters to insert, delete or exchange; names are short, and so is the table. */
function editDistance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (const [i, letter] of [...one].entries()) {
		const next = [i + 1];
		for (const [j, opposite] of [...other].entries()) {
			next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter === opposite ? 0 : 1)));
		}
		row = next;
	}
	return row[other.length];
}

function compact(name: string): string {
	return name.replace(/[^\p{L}\p{N}]/gu, '');
}

function sortedWords(name: string): string {
	return name.split(' ').sort().join(' ');
}
