import { Dictionary } from './dictionary';
import { type Derived, derived, localPart } from './derived';
import type { LinkageField, Subject } from './fields';
import { editDistance, jaroWinkler } from './similarity';
import { type Column, type LinkageTable, missing } from './table';
import { TokenSets } from './tokens';

/** The levels of one comparison; level 0 says that one side has no value, the last one that both are equal. */
export interface Comparison {
	readonly name: string;
	/** What it reads: a rule that blocks on one of them cannot teach its weights. */
	readonly fields: readonly LinkageField[];
	readonly levels: readonly string[];
	/** m before anything has been learnt: how often duplicates reach each level, from level 1 on. */
	readonly typical: readonly number[];
	compare(one: number, other: number): number;
	/** From which level on the frequency of the value counts. */
	readonly exactFrom?: number;
	/** How many of the records with a value have the one that these two share, 0–1. */
	frequency?(one: number, other: number): number;
}

type Similarity = (dictionary: Dictionary, a: number, b: number) => number;

/** The comparisons of these columns. */
export function comparisonsOf(table: LinkageTable, subject: Subject, isAccountKnown: boolean): Comparison[] {
	const { columns } = table;
	const list: Array<Comparison | undefined> = [];
	if (subject === 'person') list.push(...nameComparisons(columns));
	if (subject !== 'person') list.push(tokenComparison('company', columns.get('company'), subject));
	for (const field of ['title', 'text'] as const)
		if (subject === 'document' || field === 'text') list.push(tokenComparison(field, columns.get(field), subject));
	list.push(emailComparison(columns), plainComparison('identifier', columns.get('identifier'), identifierLevels));
	list.push(plainComparison('phone', columns.get('phone'), phoneLevels));
	list.push(plainComparison('birthdate', columns.get('birthdate'), birthdateLevels));
	if (subject === 'company') list.push(plainComparison('domain', columns.get('domain'), equalLevels([0.4, 0.6])));
	if (subject !== 'person' || !isAccountKnown) {
		list.push(streetComparison(columns.get('street')), placeComparison(columns));
	}
	list.push(plainComparison('year', columns.get('year'), equalLevels([0.1, 0.9])));
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
		return dictionary.texts[a].slice(0, 4) === dictionary.texts[b].slice(0, 4) ? 2 : 1;
	},
};

function equalLevels(typical: readonly number[]): Levels {
	return { names: ['different', 'equal'], typical, level: () => 1 };
}

/** A local number is the end of the same one with its area code. */
function isTail(dictionary: Dictionary, a: number, b: number): boolean {
	const [one, other] = [dictionary.texts[a], dictionary.texts[b]];
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	return short.length >= 7 && long.endsWith(short);
}

function plainComparison(name: string, column: Column | undefined, levels: Levels): Comparison | undefined {
	if (!column) return undefined;
	const { ids, dictionary, filled } = column;
	const last = levels.names.length;
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
	};
}

function nameComparisons(columns: LinkageTable['columns']): Comparison[] {
	const [first, last] = [columns.get('firstName'), columns.get('lastName')];
	if (!last) return first ? [firstNameComparison(first, undefined)] : [];
	return first
		? [firstNameComparison(first, last), lastNameComparison(last, first)]
		: [lastNameComparison(last, undefined)];
}

function firstNameComparison(first: Column, last: Column | undefined): Comparison {
	const { ids, dictionary, filled } = first;
	const isSwapped = last && swapTest(first, last);
	return {
		name: 'first name',
		fields: ['firstName'],
		levels: ['different', 'similar', 'initial or short form', 'very similar', 'swapped', 'equal'],
		typical: [0.06, 0.05, 0.1, 0.1, 0.02, 0.67],
		exactFrom: 6,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === b && a !== missing) return 6;
			if (isSwapped?.(one, other)) return 5;
			if (a === missing || b === missing) return 0;
			const likeness = jaroWinkler(dictionary, a, b);
			if (likeness >= 0.92) return 4;
			if (likeness >= 0.7 && dictionary.length(a) > 2 && editDistance(dictionary, a, b, 1) <= 1) return 4;
			if (likeness >= 0.6 && isShortForm(dictionary.texts[a], dictionary.texts[b])) return 3;
			return likeness >= 0.8 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
	};
}

function lastNameComparison(last: Column, first: Column | undefined): Comparison {
	const { ids, dictionary, filled } = last;
	const isCompound = Uint8Array.from(dictionary.texts, (text) => (text.includes(' ') ? 1 : 0));
	const isSwapped = first && swapTest(first, last);
	return {
		name: 'last name',
		fields: ['lastName'],
		levels: ['different', 'similar', 'very similar', 'equal'],
		typical: [0.06, 0.05, 0.13, 0.76],
		exactFrom: 4,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === b && a !== missing) return 4;
			// The first name counts for both.
			if (isSwapped?.(one, other)) return 0;
			if (a === missing || b === missing) return 0;
			const likeness = jaroWinkler(dictionary, a, b);
			if (likeness >= 0.92) return 3;
			if (likeness >= 0.7 && dictionary.length(a) > 3 && editDistance(dictionary, a, b, 1) <= 1) return 3;
			if (isCompound[a] !== isCompound[b] && isPartOfCompound(dictionary.texts[a], dictionary.texts[b])) return 3;
			return likeness >= 0.8 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
	};
}

/** Whether one record's first name is the other's last, a slip of the keys apart; where the other two are known they must agree too. */
function swapTest(first: Column, last: Column): (one: number, other: number) => boolean {
	const joint = new Dictionary();
	const firstIds = Int32Array.from(first.dictionary.texts, (text) => joint.add(text));
	const lastIds = Int32Array.from(last.dictionary.texts, (text) => joint.add(text));
	const isAlike = (f: number, l: number): boolean | undefined => {
		if (f === missing || l === missing) return undefined;
		const [a, b] = [firstIds[f], lastIds[l]];
		return a === b || (joint.length(a) > 3 && joint.length(b) > 3 && jaroWinkler(joint, a, b) >= 0.92);
	};
	return (one, other) => {
		const here = isAlike(first.ids[one], last.ids[other]);
		if (here === false) return false;
		const there = isAlike(first.ids[other], last.ids[one]);
		return there !== false && (here === true || there === true);
	};
}

/** `j`, `rob` and `robert`: the shorter begins the longer one. */
function isShortForm(one: string, other: string): boolean {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	return (short.length === 1 || short.length >= 3) && long.startsWith(short);
}

/** `garcia` and `garcia lopez`. */
function isPartOfCompound(one: string, other: string): boolean {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	return short.length > 2 && long.split(' ').includes(short);
}

/** A mailbox that is made of its owner's name says nothing that the name has not said. */
function emailComparison(columns: LinkageTable['columns']): Comparison | undefined {
	const email = columns.get('email');
	if (!email) return undefined;
	const { ids, dictionary, filled } = email;
	const local: Derived = derived(email, localPart);
	const domain: Derived = derived(email, (text) => text.split('@')[1]);
	const isOfName = namedMailboxes(local, columns);
	return {
		name: 'e-mail',
		fields: ['email'],
		levels: [
			'different',
			'similar mailbox elsewhere',
			'same mailbox elsewhere',
			'similar mailbox, same domain',
			'equal',
		],
		typical: [0.25, 0.08, 0.1, 0.07, 0.5],
		exactFrom: 5,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 5;
			if (editDistance(dictionary, a, b, 2) <= 2) return 4;
			const [c, d] = [local.ids[one], local.ids[other]];
			if (c === missing || d === missing) return 1;
			const isSimilar = c === d || jaroWinkler(local.dictionary, c, d) >= 0.88;
			if (!isSimilar) return 1;
			if (domain.ids[one] === domain.ids[other]) return 4;
			if (isOfName[one] || isOfName[other]) return 1;
			return c === d ? 3 : 2;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
	};
}

/** By record: whether nothing but digits and dots remains of its mailbox without its own names and their initials. */
function namedMailboxes(local: Derived, columns: LinkageTable['columns']): Uint8Array {
	const [first, last] = [columns.get('firstName'), columns.get('lastName')];
	const isOfName = new Uint8Array(local.ids.length);
	for (let index = 0; index < isOfName.length; index += 1) {
		if (local.ids[index] === missing) continue;
		let rest = local.dictionary.texts[local.ids[index]].replace(/[^a-z]/g, '');
		for (const column of [last, first]) {
			if (!column || column.ids[index] === missing) continue;
			for (const part of column.dictionary.texts[column.ids[index]].split(' ')) {
				const at = rest.indexOf(part);
				if (part.length > 1 && at >= 0) rest = rest.slice(0, at) + rest.slice(at + part.length);
			}
		}
		isOfName[index] = rest.length <= 1 ? 1 : 0;
	}
	return isOfName;
}

function tokenComparison(name: LinkageField, column: Column | undefined, subject: Subject): Comparison | undefined {
	if (!column) return undefined;
	const { ids, dictionary, filled } = column;
	const tokens = new TokenSets(dictionary);
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
	};
}

function streetComparison(street: Column | undefined): Comparison | undefined {
	if (!street) return undefined;
	const tokens = new TokenSets(street.dictionary);
	const { ids, dictionary, filled } = street;
	return {
		name: 'street',
		fields: ['street'],
		levels: ['different', 'similar', 'very similar', 'equal'],
		typical: [0.2, 0.1, 0.2, 0.5],
		exactFrom: 4,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === missing || b === missing) return 0;
			if (a === b) return 4;
			if (editDistance(dictionary, a, b, 1) <= 1) return 3;
			const likeness = tokens.similarity(a, b);
			if (likeness >= 0.85 || jaroWinkler(dictionary, a, b) >= 0.95) return 3;
			return likeness >= 0.5 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
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
			const [inCity, inPostal, inRegion] = [city, postal, region].map((each) => equal(each, one, other));
			if (inCity === undefined && inPostal === undefined && inRegion === undefined) return 0;
			if (inCity && inPostal) return 5;
			if (inCity || inPostal) return city && postal ? 4 : 5;
			const isClose =
				(inCity === false && jaroWinkler(city!.dictionary, city!.ids[one], city!.ids[other]) >= 0.88) ||
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
