import type { Comparison } from './comparison';
import { type Column, missing } from './columns';
import { type CompanyParts, companyParts } from './company-parts';
import { derived } from './derived';
import { TokenSets } from './tokens';
import type { Turns } from './turns';

const namesPerPart = 64;
const recordsPerPart = 16_384;
/** Names of so many words are known by their initials. */
const leastWords = 3;
/** More than anything two companies of one web site, phone and street could have in common. */
const surelyTwo = -20;

/** Names of companies: a subsidiary or a branch is not its parent, however alike they are as texts. */
export async function companyComparison(
	company: Column | undefined,
	city: Column | undefined,
	turns: Turns,
): Promise<Comparison | undefined> {
	if (!company) return undefined;
	const { ids, dictionary, filled } = company;
	const tokens = await TokenSets.of(dictionary, turns);
	const cores = await derived(company, (name) => partsOf(name).core, turns);
	const coreTokens = await TokenSets.of(cores.dictionary, turns);
	const coreOf = await coreByName(company, cores.ids, turns);
	const parts: CompanyParts[] = [];
	await turns.inParts(dictionary.size, namesPerPart, (from, to) => {
		for (let name = from; name < to; name += 1) parts.push(partsOf(dictionary.texts[name]));
	});
	function partsOf(name: string): CompanyParts {
		return companyParts(name, (words) => city?.dictionary.find(words) !== undefined);
	}
	return {
		name: 'company',
		fields: ['company'],
		levels: ['another part of it', 'different', 'some rare words', 'most words', 'nearly the same words', 'equal'],
		typical: [0.0001, 0.1, 0.1, 0.15, 0.2, 0.4499],
		differing: 2,
		decreed: surelyTwo,
		exactFrom: 6,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 6;
			const [here, there] = [parts[a], parts[b]];
			const isOneName = coreOf[a] === coreOf[b] || coreTokens.similarity(coreOf[a], coreOf[b]) >= 0.9;
			if (isOneName && isAnotherPart(here, there)) return 1;
			const likeness = tokens.similarity(a, b);
			if (here.number !== there.number) return likeness < 0.45 || (here.number !== '' && there.number !== '') ? 2 : 3;
			if (isOneName) return here.city === there.city ? 5 : 4;
			if (likeness >= 0.9) return 5;
			if (likeness >= 0.7 || areInitials(dictionary.texts[a], dictionary.texts[b])) return 4;
			return likeness >= 0.45 ? 3 : 2;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
	};
}

async function coreByName({ ids, dictionary }: Column, cores: Int32Array, turns: Turns): Promise<Int32Array> {
	const byName = new Int32Array(dictionary.size).fill(missing);
	await turns.inParts(ids.length, recordsPerPart, (from, to) => {
		for (let record = from; record < to; record += 1) if (ids[record] !== missing) byName[ids[record]] = cores[record];
	});
	return byName;
}

/** Whether two companies of one name are two: one of them a holding or another country's, or each with a number or a city of its own. */
function isAnotherPart(one: CompanyParts, other: CompanyParts): boolean {
	if (one.unit !== other.unit) return true;
	return (
		(one.number !== other.number && one.number !== '' && other.number !== '') ||
		(one.city !== other.city && one.city !== '' && other.city !== '')
	);
}

/** `ibm` of `international business machines`. */
function areInitials(one: string, other: string): boolean {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length < leastWords || short.length > 6 || short.includes(' ')) return false;
	return initialsOf(long) === short;
}

/** The first letters of a name of several words; of one that may be such letters, itself. */
export function initialsOf(name: string): string | undefined {
	const words = name.split(' ');
	if (words.length >= leastWords) return words.map((word) => word[0]).join('');
	return words.length === 1 && name.length >= leastWords && name.length <= 6 ? name : undefined;
}
