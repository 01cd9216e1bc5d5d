import type { ComparedCompany } from './company-of';
import { labelOf } from './company-comparisons';
import { commonCompanyWords } from './company-words';
import { normalizers } from '../linkage/normal-values';

const lettersOfWord = 4;

/** What a person and an account must share to be compared: domain, phone, the beginning of a telling word, or a name in a domain. */
export function accountKeys({ record: { company, domain, phone } }: ComparedCompany): string[] {
	const keys: string[] = [];
	if (typeof domain === 'string') keys.push(`domain ${domain}`, `name ${labelOf(domain)}`);
	const digits = phone === undefined || phone === null ? undefined : normalizers.phone(String(phone));
	if (digits !== undefined) keys.push(`phone ${digits.slice(-7)}`);
	if (typeof company === 'string') {
		const words = company.split(' ');
		const telling = words.filter((word) => word.length > 1 && !commonCompanyWords.has(word));
		for (const word of telling.length > 0 ? telling : words) keys.push(`word ${word.slice(0, lettersOfWord)}`);
		keys.push(`name ${company.replace(/ /g, '')}`);
	}
	return keys;
}

/** By record of `one`, the records of `other` that share a key with it. */
export function candidatesByKey(
	one: readonly ComparedCompany[],
	other: readonly ComparedCompany[],
): Array<ReadonlySet<number>> {
	const places = new Map<string, number[]>();
	other.forEach((company, place) => {
		for (const key of accountKeys(company)) {
			const known = places.get(key);
			if (known) known.push(place);
			else places.set(key, [place]);
		}
	});
	return one.map((company) => new Set(accountKeys(company).flatMap((key) => places.get(key) ?? [])));
}
