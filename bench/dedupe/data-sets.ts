import { contactColumns } from './speed/contacts-file';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { LinkageField, LinkageRecord, Subject } from '../../core/stages/dedupe/linkage/fields';
import { type CrmProfile, generateContacts } from './crm-generator';
import { generateOrg } from './crm-org';

type Row = Readonly<Record<string, string>>;

/** Records whose truth is known. */
export interface DataSet {
	readonly name: string;
	readonly subject: Subject;
	readonly records: readonly LinkageRecord[];
	/** Who each record is. */
	readonly truth: readonly string[];
	/** Of two lists that hold nobody twice: which of them each record is of. */
	readonly lists?: Uint8Array;
	/** The least F1 that is hoped for, of clusters, or of pairs where there are two lists. */
	readonly goal?: number;
}

/** Public data sets as far as they lie in the folder; with the presets of the object that each is most like. */
export function* publicDataSets(folder: string): Generator<DataSet> {
	const febrl = {
		firstName: 'given_name',
		lastName: 'surname',
		city: 'suburb',
		postalCode: 'postcode',
		region: 'state',
		birthdate: 'date_of_birth',
		identifier: 'soc_sec_id',
	} as const;
	for (const [number, goal] of [
		[1, 0.999],
		[2, 0.998],
		[3, 0.999],
	] as const) {
		const rows = readCsv(folder, `febrl/dataset${number}.csv`)?.map((row) => ({
			...row,
			street: `${row.street_number} ${row.address_1}`,
		}));
		if (rows)
			yield dataSet(
				`febrl${number}`,
				'person',
				rows,
				{ ...febrl, street: 'street' },
				(row) => /\d+/.exec(row.rec_id)![0],
				goal,
			);
	}
	const fake = {
		firstName: 'first_name',
		lastName: 'surname',
		birthdate: 'dob',
		city: 'city',
		email: 'email',
	} as const;
	const people = readCsv(folder, 'splink/fake_1000.csv');
	if (people) yield dataSet('fake_1000', 'person', people, fake, (row) => row.cluster, 0.96);
	const sites = readCsv(folder, 'chicago-early-childhood/records_with_true_ids.csv');
	const site = { company: 'Site name', street: 'Address', postalCode: 'Zip', phone: 'Phone' } as const;
	if (sites) yield dataSet('chicago', 'company', sites, site, (row) => row['True Id'], 0.97);
	const papers = bibliography(folder);
	if (papers) yield papers;
}

/** Contacts of our own generator, with the seed stated. */
export function crmDataSet(profile: CrmProfile, count: number, seed: number): DataSet {
	const rows = generateContacts(count, profile, seed) as unknown as Row[];
	const goal = profile === 'easy' ? (count > 200_000 ? 0.965 : 0.97) : undefined;
	return dataSet(`crm ${profile} ${count / 1000}k`, 'person', rows, contactColumns, (row) => row.person, goal);
}

/** The accounts around them, some of which stand there twice. */
export function accountDataSet(profile: CrmProfile, count: number, seed: number): DataSet {
	const fields = {
		company: 'Name',
		domain: 'Website',
		phone: 'Phone',
		street: 'BillingStreet',
		city: 'BillingCity',
		region: 'BillingState',
		postalCode: 'BillingPostalCode',
	} as const;
	const rows = generateOrg(count, profile, seed).accounts as unknown as Row[];
	return dataSet(`accounts ${profile}`, 'company', rows, fields, (row) => row.account);
}

function bibliography(folder: string): DataSet | undefined {
	const [dblp, acm] = ['DBLP2', 'ACM'].map((name) => readCsv(folder, `dblp-acm/${name}.csv`, 'latin1'));
	const links = readCsv(folder, 'dblp-acm/DBLP-ACM_perfectMapping.csv', 'latin1');
	if (!dblp || !acm || !links) return undefined;
	const dblpOf = new Map(links.map(({ idDBLP, idACM }) => [idACM, idDBLP]));
	const fields = { title: 'title', text: 'authors', year: 'year' } as const;
	const all = dataSet('dblp-acm', 'document', [...dblp, ...acm], fields, ({ id }) => dblpOf.get(id) ?? id, 0.985);
	return { ...all, lists: Uint8Array.from(all.records, (_, index) => (index < dblp.length ? 0 : 1)) };
}

function dataSet(
	name: string,
	subject: Subject,
	rows: readonly Row[],
	fields: Readonly<Partial<Record<LinkageField, string>>>,
	label: (row: Row) => string,
	goal?: number,
): DataSet {
	const records = rows.map((row) =>
		Object.fromEntries(Object.entries(fields).map(([field, column]) => [field, row[column]])),
	);
	return { name, subject, records, truth: rows.map(label), goal };
}

function readCsv(folder: string, file: string, encoding: BufferEncoding = 'utf8'): Row[] | undefined {
	const path = join(folder, file);
	if (!existsSync(path)) return undefined;
	return parse(readFileSync(path, encoding), { columns: true, trim: true, bom: true, relax_quotes: true }) as Row[];
}
