import { houseNumber } from './address-forms';
import { initialsOf } from './company-comparison';
import { type Derived, derived, firstLetter, localPart, mailDomain, soundex } from './derived';
import type { LinkageField, Subject } from './fields';
import type { Column, LinkageTable } from './columns';
import { TokenSets } from './tokens';
import { Turns } from './turns';

/** Columns whose values together are the key, in whichever order where they are `isUnordered`; or pairs of the rarest words of one column. */
export type KeySource =
	| { readonly columns: readonly Derived[]; readonly isUnordered?: true }
	| { readonly column: Derived; readonly tokens: TokenSets };

/** Records with the same key are worth comparing. */
export interface BlockingRule {
	readonly name: string;
	readonly fields: readonly LinkageField[];
	/** What the keys are made of, so that records of another table can be looked up by the same ones. */
	readonly source: KeySource;
	/** A weak rule: left out where it would cost more pairs than it is worth. */
	readonly isOptional?: boolean;
}

/** The blocking rules that the columns allow, the most telling first. */
export async function blockingRules(
	table: LinkageTable,
	subject: Subject,
	turns = new Turns(),
): Promise<BlockingRule[]> {
	const rules = new RuleBuilder(table, turns);
	if (subject === 'person') await personRules(rules, table);
	else if (subject === 'company') await companyRules(rules, table);
	else await documentRules(rules, table);
	return rules.built;
}

async function personRules(rules: RuleBuilder, { columns }: LinkageTable): Promise<void> {
	const of = (field: LinkageField) => columns.get(field);
	const last = of('lastName');
	const first = of('firstName');
	const sounds = last && (await rules.derived(last, soundex));
	const initial = first && (await rules.derived(first, firstLetter));
	const birth = of('birthdate');
	const birthYear = birth && (await rules.derived(birth, yearOf));
	const birthDay = birth && (await rules.derived(birth, (text) => text.slice(4) || undefined));
	const email = of('email');
	rules.add('e-mail', ['email'], email);
	rules.add('identifier', ['identifier'], of('identifier'));
	rules.add('phone', ['phone'], of('phone'));
	rules.add('first and last name', ['firstName', 'lastName'], first, last);
	rules.addNames('names the other way round', first, last);
	rules.add('mailbox', ['email'], email && (await rules.derived(email, localPart)));
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
	await weakPersonRules(rules, columns);
}

/** Each of them only where it does not cost too many pairs. */
async function weakPersonRules(rules: RuleBuilder, columns: LinkageTable['columns']): Promise<void> {
	const of = (field: LinkageField) => columns.get(field);
	const [first, last, birth, email] = [of('firstName'), of('lastName'), of('birthdate'), of('email')];
	const sounds = last && (await rules.derived(last, soundex));
	const initial = first && (await rules.derived(first, firstLetter));
	const birthYear = birth && (await rules.derived(birth, yearOf));
	rules.addOptional('birth date', ['birthdate'], birth);
	rules.addOptional(
		'first and last name by sound',
		['firstName', 'lastName'],
		first && (await rules.derived(first, soundex)),
		sounds,
	);
	rules.addOptional(
		'beginning of the mailbox',
		['email'],
		email && (await rules.derived(email, (text) => (text.length > 6 ? text.slice(0, 5) : undefined))),
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
	rules.addOptional('domain of the mailbox', ['email'], email && (await rules.derived(email, mailDomain)));
	rules.addOptional('street', ['street'], of('street'));
}

async function companyRules(rules: RuleBuilder, { columns }: LinkageTable): Promise<void> {
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
		street && (await rules.derived(street, houseNumber)),
		of('postalCode'),
	);
	rules.add(
		'beginning of the name',
		['company'],
		name && (await rules.derived(name, (text) => text.split(' ').slice(0, 2).join(' '))),
	);
	const initials = name && (await rules.derived(name, initialsOf));
	rules.add('initials and place', ['company', 'city', 'postalCode'], initials, of('city') ?? of('postalCode'));
	if (name) await rules.addTokens('rare words of the name', 'company', name);
	if (street) await rules.addTokens('rare words of the street', 'street', street);
}

async function documentRules(rules: RuleBuilder, { columns }: LinkageTable): Promise<void> {
	for (const field of ['title', 'text', 'company'] as const) {
		const column = columns.get(field);
		rules.add(field, [field], column);
		if (column) await rules.addTokens(`rare words of ${field}`, field, column);
	}
	rules.add('identifier', ['identifier'], columns.get('identifier'));
}

function yearOf(birthdate: string): string {
	return birthdate.slice(0, 4);
}

class RuleBuilder {
	readonly built: BlockingRule[] = [];

	constructor(
		private readonly table: LinkageTable,
		private readonly turns: Turns,
	) {}

	derived(column: Column, derive: (text: string) => string | undefined): Promise<Derived> {
		return derived(column, derive, this.turns);
	}

	/** Nothing unless all columns are there. */
	add(name: string, fields: readonly LinkageField[], ...columns: ReadonlyArray<Derived | undefined>): void {
		if (columns.some((each) => !each)) return;
		this.built.push({ name, fields: this.known(fields), source: { columns: columns.map((each) => each!) } });
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
		const fields = ['firstName', 'lastName'] as const;
		this.built.push({ name, fields, source: { columns: [first, last], isUnordered: true } });
	}

	/** Pairs of the four rarest words, each pair a key. */
	async addTokens(name: string, field: LinkageField, column: Column): Promise<void> {
		const tokens = await TokenSets.of(column.dictionary, this.turns);
		this.built.push({ name, fields: [field], source: { column, tokens } });
	}

	private known(fields: readonly LinkageField[]): LinkageField[] {
		return fields.filter((field) => this.table.columns.has(field));
	}
}
