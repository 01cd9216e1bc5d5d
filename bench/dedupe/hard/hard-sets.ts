import { linkagePreset } from '../../../core/stages/dedupe/linkage/presets';
import { mapColumns } from '../../../demo/dedupe/columns';
import type { DataSet } from '../data-sets';
import { type Country, countriesFrom } from './countries';
import { Dice } from './dice';
import { listedCompanies } from './hard-companies';
import { hardContacts } from './hard-contacts';
import { registeredPeople } from './hard-people';
import { listedRestaurants } from './hard-restaurants';

interface Kind {
	readonly name: string;
	readonly object: 'Contact' | 'Lead' | 'Account';
	readonly label: string;
	/** Only these columns; all where absent. */
	readonly only?: readonly string[];
	rows(count: number, countries: readonly Country[], dice: Dice): readonly object[];
}

const kinds: readonly Kind[] = [
	{
		name: 'register',
		object: 'Contact',
		label: 'person',
		rows: (count, all, dice) => registeredPeople(count, 0.1, all.slice(0, 1), dice),
	},
	{
		name: 'register sparse',
		object: 'Contact',
		label: 'person',
		rows: (count, all, dice) => registeredPeople(count, 0.45, all, dice),
	},
	{
		name: 'contacts',
		object: 'Contact',
		label: 'person',
		rows: (count, all, dice) => hardContacts(count, 0.15, all, dice),
	},
	{
		name: 'leads sparse',
		object: 'Lead',
		label: 'person',
		only: ['given_name', 'family_name', 'email', 'telephone', 'organisation', 'country'],
		rows: (count, all, dice) => hardContacts(count, 0.4, all, dice),
	},
	{
		name: 'companies',
		object: 'Account',
		label: 'company_id',
		rows: (count, all, dice) => listedCompanies(count, 0.15, all, dice),
	},
	{
		name: 'companies sparse',
		object: 'Account',
		label: 'company_id',
		rows: (count, all, dice) => listedCompanies(count, 0.5, all, dice),
	},
	{
		name: 'restaurants',
		object: 'Account',
		label: 'class',
		rows: (count, all, dice) => listedRestaurants(count, all[0], dice),
	},
	{
		name: 'only e-mail',
		object: 'Lead',
		label: 'person',
		only: ['email'],
		rows: (count, all, dice) =>
			hardContacts(count, 0, all, dice).filter(({ email }) => !/^(?:info|kontakt|office|sales)@/.test(email)),
	},
	{
		name: 'only names',
		object: 'Contact',
		label: 'person',
		only: ['given_name', 'family_name'],
		rows: (count, all, dice) => hardContacts(count, 0, all, dice),
	},
	{
		name: 'only companies',
		object: 'Account',
		label: 'company_id',
		only: ['name'],
		rows: (count, all, dice) => listedCompanies(count, 0, all, dice),
	},
	{ name: 'one again', object: 'Contact', label: 'person', rows: flooded },
];

/** Two fifths of all records are one and the same, as a form that somebody tests leaves it. */
function flooded(count: number, countries: readonly Country[], dice: Dice): readonly object[] {
	const people = registeredPeople(Math.ceil(count * 0.6), 0.1, countries, dice);
	return dice.shuffled([...people, ...Array.from({ length: Math.floor(count * 0.4) }, () => people[0])]);
}

/** Hard sets of people, leads and companies, about `count` records each; columns are found by their names, as in any file. */
export function* hardSets(count: number, seed: number): Generator<DataSet> {
	const countries = countriesFrom(seed);
	for (const [at, { name, object, label, only, rows }] of kinds.entries()) {
		const made = rows(count, countries, new Dice(seed * 1_009 + at)) as ReadonlyArray<Readonly<Record<string, string>>>;
		const preset = linkagePreset(object);
		const columns = (only ?? Object.keys(made[0])).filter((column) => column !== label);
		const fields = [...mapColumns(columns, preset, {})];
		const records = made.map((row) => Object.fromEntries(fields.map(([field, [column]]) => [field, row[column]])));
		yield { name, subject: preset.subject, records, truth: made.map((row) => row[label]) };
	}
}
