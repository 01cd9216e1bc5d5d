import { setImmediate } from 'node:timers/promises';
import { companyDomainOf, normalizeCompanyName, normalizeDomain } from '../../../../record/normal-forms';
import type { ProviderAttribute } from '../../provider';
import { isBlankCell, NumberColumn } from './cells';
import { attributeOf, columnKind, columnLabel } from './columns';
import { openReferenceFile, type ReferenceFileOptions, type ReferenceText } from './file-text';
import { faultIn, fileAt, type ReferenceOrigin } from './origin';
import { readReferenceRows, type ReferenceRow } from './rows';

/** One company of the file. */
export interface Company {
	/** As the file spells it; `undefined` when it gives none. */
	readonly name: string | undefined;
	/** Registrable and the company's own; `undefined` when it gives none, or one that many companies share. */
	readonly domain: string | undefined;
	/** By attribute name, without blanks. */
	readonly values: Record<string, unknown>;
}

/** The file in memory, ready for look-ups by normal forms. */
export interface CompanyIndex {
	readonly byDomain: ReadonlyMap<string, Company>;
	/** By a further domain of the company; a domain that is another company's own is not here. */
	readonly byAliasDomain: ReadonlyMap<string, Company>;
	readonly byName: ReadonlyMap<string, readonly Company[]>;
	readonly attributes: readonly ProviderAttribute[];
	/** What was left out, counted. */
	readonly notes: readonly string[];
	/** When the file was last changed. */
	readonly modifiedAt: Date;
}

/** Most companies held in memory, about 1 kB each. */
export const maxCompanies = 500_000;

const rowsPerTurn = 2_000;

/** Most entries of one list of names or domains. */
const maxListed = 1_000;

export interface LoadOptions extends ReferenceFileOptions {
	readonly maxCompanies?: number;
}

/** Reads the whole file. Of rows with the same domain the first wins, and the others are counted in the notes. */
export async function loadCompanies(path: string, options: LoadOptions = {}): Promise<CompanyIndex> {
	return await indexCompanies(fileAt(path), await openReferenceFile(path, options), options.maxCompanies);
}

/** The same of reference data from anywhere. */
export async function indexCompanies(
	origin: ReferenceOrigin,
	data: ReferenceText,
	limit = maxCompanies,
): Promise<CompanyIndex> {
	try {
		const builder = new CompanyIndexBuilder(origin, limit);
		let rows = 0;
		for await (const row of readReferenceRows(origin, data)) {
			builder.add(row);
			rows += 1;
			if (rows % rowsPerTurn === 0) await setImmediate();
		}
		return builder.build(rows, data.modifiedAt);
	} finally {
		await data.text.return(undefined);
	}
}

class CompanyIndexBuilder {
	private readonly byDomain = new Map<string, Company>();

	private readonly byAliasDomain = new Map<string, Company>();

	private readonly byName = new Map<string, Company[]>();

	/** Every company once, in the order of the file. */
	private readonly companies: Company[] = [];

	private readonly columns = new Map<string, number>();

	private readonly numberColumns = new Map<string, NumberColumn>();

	private readonly leftOut = new Map<string, number>();

	constructor(
		private readonly origin: ReferenceOrigin,
		private readonly limit: number,
	) {}

	add(row: ReferenceRow): void {
		if (this.columns.size === 0) this.refuseUnnamed(row);
		for (const column of Object.keys(row.values)) {
			if (!this.columns.has(column)) this.columns.set(column, this.columns.size);
		}
		const company = this.companyOf(row);
		const names = namesOf(row, company);
		if (!company.domain && names.length === 0)
			return this.leaveOut('rows with neither a domain of a company nor a name');
		if (company.domain && this.byDomain.has(company.domain))
			return this.leaveOut('rows that repeat the domain of an earlier row');
		if (this.companies.length === this.limit) {
			throw faultIn(this.origin, { line: row.line }, `the ${this.origin.whole} has more than ${this.limit} companies.`);
		}
		this.companies.push(company);
		this.file(company, names, row);
	}

	build(rows: number, modifiedAt: Date): CompanyIndex {
		if (rows === 0) throw faultIn(this.origin, {}, `the ${this.origin.whole} has a header and no companies.`);
		for (const domain of this.byAliasDomain.keys()) {
			if (!this.byDomain.has(domain)) continue;
			this.byAliasDomain.delete(domain);
			this.leaveOut("further domains that are another row's own");
		}
		for (const company of this.companies) this.readNumbers(company);
		return {
			byDomain: this.byDomain,
			byAliasDomain: this.byAliasDomain,
			byName: this.byName,
			attributes: [...this.columns.keys()].filter((column) => columnKind(column) !== 'list').map(attributeOf),
			notes: [...this.leftOut].map(([what, count]) => `Reference data, left out: ${what} (${count}).`),
			modifiedAt,
		};
	}

	/** In NDJSON every line has its own columns; the first one stands for the file. */
	private refuseUnnamed(row: ReferenceRow): void {
		if ('domain' in row.values || 'name' in row.values) return;
		const count = Object.keys(row.values).length;
		throw faultIn(
			this.origin,
			{ line: 1 },
			`there is no column "domain" and no column "name" among the ${count} there are.`,
		);
	}

	/** Numbers stay as they are written until the whole column has been seen. */
	private companyOf(row: ReferenceRow): Company {
		const values: Record<string, unknown> = {};
		for (const [column, raw] of Object.entries(row.values)) {
			const kind = columnKind(column);
			if (kind === 'list' || isBlankCell(raw, column)) continue;
			const value = kind === 'text' ? textOf(raw) : raw;
			if (value === undefined) this.leaveOut(`values of the wrong type in ${this.named(column)}`);
			else values[column] = value;
			if (kind === 'count' || kind === 'amount') this.numbers(column, kind).add(raw);
		}
		const name = values.name === undefined ? undefined : String(values.name);
		const domain = companyDomainOf(values.domain);
		this.writeDomain(values, domain);
		return { name, domain, values };
	}

	/** In its normal form or not at all. */
	private writeDomain(values: Record<string, unknown>, domain: string | undefined): void {
		if (values.domain === undefined || domain === values.domain) return;
		delete values.domain;
		if (domain !== undefined) values.domain = domain;
		else this.leaveOut('cells of column "domain" that hold no domain of a company');
	}

	private numbers(column: string, kind: 'count' | 'amount'): NumberColumn {
		const known = this.numberColumns.get(column) ?? new NumberColumn(kind);
		this.numberColumns.set(column, known);
		return known;
	}

	private readNumbers({ values }: Company): void {
		for (const [column, numbers] of this.numberColumns) {
			if (values[column] === undefined) continue;
			const value = numbers.read(values[column]);
			if (typeof value === 'number') values[column] = value;
			else {
				delete values[column];
				const what = value === 'ambiguous' ? 'numbers that can be read in two ways' : 'values of the wrong type';
				this.leaveOut(`${what} in ${this.named(column)}`);
			}
		}
	}

	private file(company: Company, names: readonly string[], row: ReferenceRow): void {
		if (company.domain) this.byDomain.set(company.domain, company);
		for (const cell of listOf(row.values.domains)) {
			const domain = companyDomainOf(cell);
			const owner = domain === undefined ? undefined : this.byAliasDomain.get(domain);
			if (domain === undefined) {
				if (normalizeDomain(cell) !== undefined) this.leaveOut('further domains that belong to no company alone');
			} else if (owner === undefined) this.byAliasDomain.set(domain, company);
			else if (owner !== company) this.leaveOut('further domains that an earlier row claims');
		}
		for (const name of names) {
			const namesakes = this.byName.get(name);
			if (namesakes) namesakes.push(company);
			else this.byName.set(name, [company]);
		}
	}

	/** For a note, which says no heading of the file that is not one of ours. */
	private named(column: string): string {
		const label = columnLabel(column, this.columns.get(column) ?? 0);
		return typeof label === 'number' ? `column ${label}` : `column "${label}"`;
	}

	private leaveOut(what: string): void {
		this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + 1);
	}
}

/** With and without what the row's country tells about legal forms, because a record may say no country. */
function namesOf(row: ReferenceRow, company: Company): string[] {
	const country = typeof company.values.country === 'string' ? company.values.country : undefined;
	const names = [company.name, ...listOf(row.values.aliases)].flatMap((name) => [
		normalizeCompanyName(name),
		normalizeCompanyName(name, country),
	]);
	return [...new Set(names.filter((name) => name !== undefined))];
}

function listOf(value: unknown): unknown[] {
	const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(';', maxListed) : [];
	return list.slice(0, maxListed);
}

/** Lists become what a Salesforce multi-select picklist takes; nested objects have no field to go to. */
function textOf(raw: unknown): unknown {
	if (Array.isArray(raw)) return raw.every((entry) => typeof entry !== 'object') ? raw.join(';') : undefined;
	if (typeof raw === 'object') return undefined;
	return typeof raw === 'string' ? raw.trim() : raw;
}
