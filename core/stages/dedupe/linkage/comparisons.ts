import type { Comparison } from './comparison';
import { companyComparison } from './company-comparison';
import type { Dictionary } from './dictionary';
import { emailComparison } from './email-comparison';
import type { LinkageField, Subject } from './fields';
import { nameComparisons } from './name-comparisons';
import { countOwners } from './owners';
import { beginAlike, editDistance, endAlike, jaroWinkler } from './similarity';
import { streetComparison } from './street-comparison';
import { type Column, type LinkageTable, missing } from './columns';
import { TokenSets } from './tokens';
import { Turns } from './turns';

type Similarity = (dictionary: Dictionary, a: number, b: number) => number;

/** The comparisons that these columns allow. Where accounts are known, streets and places are the company's and tell nobody apart. */
export async function comparisonsOf(
	table: LinkageTable,
	subject: Subject,
	isAccountKnown: boolean,
	owners: Int32Array,
	turns = new Turns(),
): Promise<Comparison[]> {
	const { columns } = table;
	const isPlaceOwn = subject !== 'person' || !isAccountKnown;
	const list = [
		...(subject === 'person'
			? await nameComparisons(columns, turns)
			: [
					subject === 'company'
						? await companyComparison(columns.get('company'), columns.get('city'), turns)
						: await tokenComparison('company', columns.get('company'), subject, turns),
				]),
		subject === 'document' ? await tokenComparison('title', columns.get('title'), subject, turns) : undefined,
		await tokenComparison('text', columns.get('text'), subject, turns),
		await emailComparison(columns, owners, turns),
		await plainComparison('identifier', columns.get('identifier'), identifierLevels),
		await plainComparison('phone', columns.get('phone'), phoneLevels, { owners, turns }),
		subject === 'person' ? await generationComparison(columns.get('generation')) : undefined,
		await plainComparison('birthdate', columns.get('birthdate'), birthdateLevels),
		subject === 'company' ? await plainComparison('domain', columns.get('domain'), equalLevels([0.4, 0.6])) : undefined,
		isPlaceOwn ? await streetComparison(columns.get('street'), subject === 'person', turns) : undefined,
		isPlaceOwn ? placeComparison(columns) : undefined,
		await plainComparison('year', columns.get('year'), equalLevels([0.1, 0.9])),
	];
	return list.filter((each) => each !== undefined);
}

interface Levels {
	readonly names: readonly string[];
	readonly typical: readonly number[];
	/** From 1 on; only for values that differ. */
	readonly level: Similarity;
}

const phoneLevels: Levels = {
	names: ['different', 'one digit off', 'equal'],
	typical: [0.3, 0.1, 0.6],
	level: (dictionary, a, b) => (editDistance(dictionary, a, b, 1) <= 1 || isTail(dictionary, a, b) ? 2 : 1),
};
const identifierLevels: Levels = {
	names: ['different', 'one character off', 'equal'],
	typical: [0.05, 0.1, 0.85],
	level: (dictionary, a, b) => (editDistance(dictionary, a, b, 1) <= 1 ? 2 : 1),
};
const birthdateLevels: Levels = {
	names: ['different', 'same year', 'two digits off', 'one digit off', 'equal'],
	typical: [0.06, 0.05, 0.07, 0.12, 0.7],
	level(dictionary, a, b) {
		const distance = editDistance(dictionary, a, b, 2);
		if (distance <= 2) return 5 - distance;
		return beginAlike(dictionary, a, b, 4) ? 2 : 1;
	},
};

function equalLevels(typical: readonly number[]): Levels {
	return { names: ['different', 'equal'], typical, level: () => 1 };
}

/** Father and son have one name, one address and often one phone. */
async function generationComparison(column: Column | undefined): Promise<Comparison | undefined> {
	const plain = await plainComparison('generation', column, equalLevels([0.001, 0.999]));
	return plain && { ...plain, decreed: surelyTwo, exactFrom: undefined };
}

/** More than anything two records of one address, web site or phone could have in common. */
const surelyTwo = -20;

/** A local number is the end of the same one with its area code. */
function isTail(dictionary: Dictionary, a: number, b: number): boolean {
	const [short, long] = dictionary.length(a) < dictionary.length(b) ? [a, b] : [b, a];
	if (dictionary.length(short) < 7 || dictionary.length(short) === dictionary.length(long)) return false;
	return endAlike(dictionary, short, long);
}

async function plainComparison(
	name: string,
	column: Column | undefined,
	levels: Levels,
	shared?: { readonly owners: Int32Array; readonly turns: Turns },
): Promise<Comparison | undefined> {
	if (!column) return undefined;
	const { ids, dictionary, filled } = column;
	const last = levels.names.length;
	const people = shared && (await countOwners(column, shared.owners, shared.turns));
	return {
		name,
		fields: [column.field],
		levels: levels.names,
		typical: levels.typical,
		exactFrom: last,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			return a === b ? last : levels.level(dictionary, a, b);
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
		...(people && { sharedBy: (record: number) => people[ids[record]] }),
	};
}

async function tokenComparison(
	name: LinkageField,
	column: Column | undefined,
	subject: Subject,
	turns: Turns,
): Promise<Comparison | undefined> {
	if (!column) return undefined;
	const { ids, dictionary, filled } = column;
	const tokens = await TokenSets.of(dictionary, turns);
	const typical = subject === 'document' ? [0.05, 0.05, 0.1, 0.2, 0.6] : [0.1, 0.1, 0.15, 0.2, 0.45];
	return {
		name,
		fields: [column.field],
		levels: ['different', 'some rare words', 'most words', 'nearly the same words', 'equal'],
		typical,
		exactFrom: 5,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 5;
			const likeness = tokens.similarity(a, b);
			if (likeness >= 0.9) return 4;
			if (likeness >= 0.7) return 3;
			return likeness >= 0.45 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
	};
}

/** City, postal code and region say much the same, so they are one comparison. */
function placeComparison(columns: LinkageTable['columns']): Comparison | undefined {
	const [city, postal, region] = [columns.get('city'), columns.get('postalCode'), columns.get('region')];
	if (!city && !postal && !region) return undefined;
	const rated = postal ?? city ?? region!;
	const equal = (column: Column | undefined, one: number, other: number): boolean | undefined => {
		if (!column || column.ids[one] === missing || column.ids[other] === missing) return undefined;
		return column.ids[one] === column.ids[other];
	};
	return {
		name: 'place',
		fields: ['city', 'postalCode', 'region'],
		levels: ['different', 'same region', 'similar', 'same city or postal code', 'same city and postal code'],
		typical: [0.15, 0.05, 0.1, 0.25, 0.45],
		exactFrom: 4,
		compare(one, other) {
			const [inCity, inPostal] = [equal(city, one, other), equal(postal, one, other)];
			const inRegion = equal(region, one, other);
			if (inCity === undefined && inPostal === undefined && inRegion === undefined) return 0;
			if (inCity && inPostal) return 5;
			if (inCity || inPostal) return city && postal ? 4 : 5;
			const isClose =
				(inCity === false && jaroWinkler(city!.dictionary, city!.ids[one], city!.ids[other], 0.88) >= 0.88) ||
				(inPostal === false && editDistance(postal!.dictionary, postal!.ids[one], postal!.ids[other], 1) <= 1);
			if (isClose) return 3;
			return inRegion ? 2 : 1;
		},
		frequency(one, other) {
			const column = equal(postal, one, other) ? postal! : equal(city, one, other) ? city! : rated;
			return column.dictionary.counts[column.ids[one]] / column.filled;
		},
	};
}
