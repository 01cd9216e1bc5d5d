import { Dictionary } from './dictionary';
import { type Derived, derived, firstLetter, localPart, soundex } from './derived';
import type { LinkageField, Subject } from './fields';
import { type Column, type LinkageTable, missing } from './table';
import { TokenSets } from './tokens';

/** Columns whose values together are the key, in whichever order where they are `isUnordered`; or the keys of each value of one column. */
export type KeySource =
	| { readonly columns: readonly Derived[]; readonly isUnordered?: true }
	| { readonly column: Derived; keysOf(value: number): readonly string[] };

/** Records with the same key are worth comparing. */
export interface BlockingRule {
	readonly name: string;
	readonly fields: readonly LinkageField[];
	/** By record; negative where it has no key. A record may stand in several blocks: then `more` holds the other keys. */
	readonly keys: Float64Array;
	readonly more?: readonly Float64Array[];
	/** What the keys are made of, so that records of another table can be looked up by the same ones. */
	readonly source: KeySource;
	/** A weak rule: left out where it would cost more pairs than it is worth. */
	readonly isOptional?: boolean;
}

/** Two numbers as one: the first below 2^31, the second below 2^21. */
const secondBits = 2_097_152;

/** The blocking rules that the columns allow, the most telling first. */
export function blockingRules(table: LinkageTable, subject: Subject): BlockingRule[] {
	const rules = new RuleBuilder(table);
	if (subject === 'person') personRules(rules, table);
	else if (subject === 'company') companyRules(rules, table);
	else documentRules(rules, table);
	return rules.built;
}

function personRules(rules: RuleBuilder, { columns }: LinkageTable): void {
	const of = (field: LinkageField) => columns.get(field);
	const last = of('lastName');
	const first = of('firstName');
	const sounds = last && derived(last, soundex);
	const initial = first && derived(first, firstLetter);
	const birth = of('birthdate');
	const birthYear = birth && derived(birth, (text) => text.slice(0, 4));
	const birthDay = birth && derived(birth, (text) => text.slice(4) || undefined);
	const email = of('email');
	rules.add('e-mail', ['email'], email);
	rules.add('identifier', ['identifier'], of('identifier'));
	rules.add('phone', ['phone'], of('phone'));
	rules.add('first and last name', ['firstName', 'lastName'], first, last);
	rules.addNames('names the other way round', first, last);
	rules.add('mailbox', ['email'], email && derived(email, localPart));
	rules.add('birth date and last name by sound', ['birthdate', 'lastName'], birth, sounds);
	rules.add('birth date and first name', ['birthdate', 'firstName'], birth, first);
	rules.add(
		'birth day, birth year and place',
		['birthdate', 'city', 'postalCode'],
		birth,
		of('postalCode') ?? of('city'),
	);
	rules.add('last name by sound and postal code', ['lastName', 'postalCode'], sounds, of('postalCode'));
	rules.add('first name and postal code', ['firstName', 'postalCode'], first, of('postalCode'));
	rules.add('last name and city', ['lastName', 'city'], last, of('city'));
	rules.add('first name and city', ['firstName', 'city'], first, of('city'));
	rules.add('last name and domain', ['lastName', 'domain'], last, of('domain'));
	rules.add('first name and domain', ['firstName', 'domain'], first, of('domain'));
	rules.add('last name and company', ['lastName', 'company'], last, of('company'));
	rules.add('first name and company', ['firstName', 'company'], first, of('company'));
	rules.add('street and first letter', ['street', 'firstName'], of('street'), initial);
	rules.add('last name and birth year', ['lastName', 'birthdate'], last, birthYear);
	rules.add('birth day and last name', ['lastName', 'birthdate'], last, birthDay);
	rules.add('first name and birth day', ['firstName', 'birthdate'], first, birthDay);
	weakPersonRules(rules, columns);
}

/** Each of them only where it does not cost too many pairs. */
function weakPersonRules(rules: RuleBuilder, columns: LinkageTable['columns']): void {
	const of = (field: LinkageField) => columns.get(field);
	const [first, last, birth, email] = [of('firstName'), of('lastName'), of('birthdate'), of('email')];
	const sounds = last && derived(last, soundex);
	const initial = first && derived(first, firstLetter);
	const birthYear = birth && derived(birth, (text) => text.slice(0, 4));
	rules.addOptional('birth date', ['birthdate'], birth);
	rules.addOptional(
		'first and last name by sound',
		['firstName', 'lastName'],
		first && derived(first, soundex),
		sounds,
	);
	rules.addOptional(
		'beginning of the mailbox',
		['email'],
		email && derived(email, (text) => (text.length > 6 ? text.slice(0, 5) : undefined)),
	);
	rules.addOptional('last name by sound and first letter', ['lastName', 'firstName'], sounds, initial);
	rules.addOptional(
		'birth year and place',
		['birthdate', 'city', 'postalCode'],
		birthYear,
		of('postalCode') ?? of('city'),
	);
	rules.addOptional('birth year and first name', ['birthdate', 'firstName'], birthYear, first);
	rules.addOptional('last name by sound', ['lastName'], sounds);
	rules.addOptional('first name', ['firstName'], first);
	rules.addOptional('domain of the mailbox', ['email'], email && derived(email, (text) => text.split('@')[1]));
	rules.addOptional('street', ['street'], of('street'));
}

function companyRules(rules: RuleBuilder, { columns }: LinkageTable): void {
	const of = (field: LinkageField) => columns.get(field);
	const name = of('company');
	rules.add('domain', ['domain'], of('domain'));
	rules.add('phone', ['phone'], of('phone'));
	rules.add('identifier', ['identifier'], of('identifier'));
	rules.add('name', ['company'], name);
	rules.add('street', ['street'], of('street'));
	const street = of('street');
	rules.add(
		'street number and postal code',
		['street', 'postalCode'],
		street && derived(street, (text) => /\d+/.exec(text)?.[0]),
		of('postalCode'),
	);
	rules.add(
		'beginning of the name',
		['company'],
		name && derived(name, (text) => text.split(' ').slice(0, 2).join(' ')),
	);
	if (name) rules.addTokens('rare words of the name', 'company', name);
	if (street) rules.addTokens('rare words of the street', 'street', street);
}

function documentRules(rules: RuleBuilder, { columns }: LinkageTable): void {
	for (const field of ['title', 'text', 'company'] as const) {
		const column = columns.get(field);
		rules.add(field, [field], column);
		if (column) rules.addTokens(`rare words of ${field}`, field, column);
	}
	rules.add('identifier', ['identifier'], columns.get('identifier'));
}

class RuleBuilder {
	readonly built: BlockingRule[] = [];

	constructor(private readonly table: LinkageTable) {}

	/** Nothing unless all columns are there. */
	add(
		name: string,
		fields: readonly LinkageField[],
		one: Derived | Column | undefined,
		...others: ReadonlyArray<Derived | Column | undefined>
	): void {
		if (!one || others.some((each) => !each)) return;
		const columns = [one, ...others.map((each) => each!)];
		const keys = new Float64Array(this.table.size);
		for (let index = 0; index < keys.length; index += 1) {
			let key = one.ids[index];
			for (const other of others) {
				const second = other!.ids[index];
				key = key === missing || second === missing ? missing : key * secondBits + second;
			}
			keys[index] = key;
		}
		this.built.push({
			name,
			fields: fields.filter((field) => this.table.columns.has(field)),
			keys,
			source: { columns },
		});
	}

	addOptional(...parts: Parameters<RuleBuilder['add']>): void {
		const before = this.built.length;
		this.add(...parts);
		const rule = this.built[before];
		if (rule) this.built[before] = { ...rule, isOptional: true };
	}

	/** Both orders of a person's names have one key. */
	addNames(name: string, first: Column | undefined, last: Column | undefined): void {
		if (!first || !last) return;
		const names = new Dictionary();
		const keys = new Float64Array(this.table.size).fill(missing);
		for (let index = 0; index < keys.length; index += 1) {
			if (first.ids[index] === missing || last.ids[index] === missing) continue;
			const a = names.add(first.dictionary.texts[first.ids[index]]);
			const b = names.add(last.dictionary.texts[last.ids[index]]);
			keys[index] = Math.min(a, b) * secondBits + Math.max(a, b);
		}
		this.built.push({
			name,
			fields: ['firstName', 'lastName'],
			keys,
			source: { columns: [first, last], isUnordered: true },
		});
	}

	/** Pairs of the three rarest words, each pair a key. */
	addTokens(name: string, field: LinkageField, column: Column): void {
		const tokens = new TokenSets(column.dictionary);
		const rarest = column.dictionary.texts.map((_, value) => tokens.rarest(value, 4));
		const lists = Array.from({ length: 6 }, () => new Float64Array(this.table.size).fill(missing));
		const combinations = [
			[0, 1],
			[0, 2],
			[1, 2],
			[0, 3],
			[1, 3],
			[2, 3],
		];
		for (let index = 0; index < this.table.size; index += 1) {
			if (column.ids[index] === missing) continue;
			const words = rarest[column.ids[index]];
			combinations.forEach(([a, b], at) => {
				if (words.length > b)
					lists[at][index] = Math.min(words[a], words[b]) * secondBits + Math.max(words[a], words[b]);
			});
			if (words.length === 1) lists[0][index] = words[0] * secondBits + secondBits - 1;
		}
		const [keys, ...more] = lists;
		this.built.push({
			name,
			fields: [field],
			keys,
			more,
			source: { column, keysOf: (value) => tokens.rarePairs(value) },
		});
	}
}
