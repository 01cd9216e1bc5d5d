import { setImmediate } from 'node:timers/promises';
import { isBlank } from '../../../../record/field-value';
import { normalizeCompanyName, normalizeDomain } from '../../../../record/normal-forms';
import type { ProviderAttribute } from '../../provider';
import { faultIn, readReferenceRows, type ReferenceRow } from './rows';

/** One company of the file. */
export interface Company {
	/** As the file spells it; `undefined` when it gives none. */
	readonly name: string | undefined;
	/** Registrable; `undefined` when it gives none. */
	readonly domain: string | undefined;
	/** By attribute name, without blanks. */
	readonly values: Readonly<Record<string, unknown>>;
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
}

/** Most companies held in memory, about 1 kB each. */
export const maxCompanies = 500_000;

const numberColumns = new Set([
	'employees', 'employee_count', 'number_of_employees', 'revenue', 'annual_revenue', 'founded', 'year_founded',
]);
const listColumns = new Set(['domains', 'aliases']);
const rowsPerTurn = 2_000;

/** Reads the whole file. Of rows with the same domain the first wins, and the others are counted in the notes. */
export async function loadCompanies(path: string, limit = maxCompanies): Promise<CompanyIndex> {
	const builder = new CompanyIndexBuilder(path, limit);
	let rows = 0;
	for await (const row of readReferenceRows(path)) {
		builder.add(row);
		rows += 1;
		if (rows % rowsPerTurn === 0) await setImmediate();
	}
	return builder.build(rows);
}

class CompanyIndexBuilder {
	private readonly byDomain = new Map<string, Company>();

	private readonly byAliasDomain = new Map<string, Company>();

	private readonly byName = new Map<string, Company[]>();

	private readonly columns = new Set<string>();

	private readonly leftOut = new Map<string, number>();

	private companies = 0;

	constructor(
		private readonly path: string,
		private readonly limit: number,
	) {}

	add(row: ReferenceRow): void {
		if (this.columns.size === 0) this.refuseUnnamed(row);
		for (const column of Object.keys(row.values)) this.columns.add(column);
		const company = this.companyOf(row);
		const names = namesOf(row, company);
		if (!company.domain && names.length === 0) return this.leaveOut('rows with neither a domain nor a name');
		if (company.domain && this.byDomain.has(company.domain)) return this.leaveOut('rows that repeat the domain of an earlier row');
		if (this.companies === this.limit) {
			throw faultIn(this.path, { line: row.line }, `the file has more than ${this.limit} companies.`);
		}
		this.companies += 1;
		this.file(company, names, domainsOf(row));
	}

	build(rows: number): CompanyIndex {
		if (rows === 0) throw faultIn(this.path, {}, 'the file has a header and no companies.');
		for (const domain of this.byAliasDomain.keys()) {
			if (this.byDomain.has(domain)) this.byAliasDomain.delete(domain);
		}
		return {
			byDomain: this.byDomain,
			byAliasDomain: this.byAliasDomain,
			byName: this.byName,
			attributes: [...this.columns].filter((column) => !listColumns.has(column)).map(attributeOf),
			notes: [...this.leftOut].map(([what, count]) => `Reference data, left out: ${what} (${count}).`),
		};
	}

	/** In NDJSON every line has its own columns; the first one stands for the file. */
	private refuseUnnamed(row: ReferenceRow): void {
		if ('domain' in row.values || 'name' in row.values) return;
		const found = Object.keys(row.values).join(', ') || 'none';
		throw faultIn(this.path, { line: 1 }, `there is no column "domain" and no column "name" (found: ${found}).`);
	}

	private companyOf(row: ReferenceRow): Company {
		const values: Record<string, unknown> = {};
		for (const [column, raw] of Object.entries(row.values)) {
			if (listColumns.has(column) || isBlank(raw)) continue;
			const value = numberColumns.has(column) ? numberOf(raw) : textOf(raw);
			if (value === undefined) this.leaveOut(`values of the wrong type in column "${column}"`);
			else values[column] = value;
		}
		const name = values.name === undefined ? undefined : String(values.name);
		return { name, domain: normalizeDomain(values.domain), values };
	}

	private file(company: Company, names: readonly string[], aliasDomains: readonly string[]): void {
		if (company.domain) this.byDomain.set(company.domain, company);
		for (const domain of aliasDomains) {
			if (!this.byAliasDomain.has(domain)) this.byAliasDomain.set(domain, company);
		}
		for (const name of names) {
			const namesakes = this.byName.get(name);
			if (namesakes) namesakes.push(company);
			else this.byName.set(name, [company]);
		}
	}

	private leaveOut(what: string): void {
		this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + 1);
	}
}

function namesOf(row: ReferenceRow, company: Company): string[] {
	const names = [company.name, ...listOf(row.values.aliases)].map(normalizeCompanyName);
	return [...new Set(names.filter((name) => name !== undefined))];
}

function domainsOf(row: ReferenceRow): string[] {
	return listOf(row.values.domains).map(normalizeDomain).filter((domain) => domain !== undefined);
}

function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return typeof value === 'string' ? value.split(';') : [];
}

function attributeOf(name: string): ProviderAttribute {
	const words = name.replaceAll('_', ' ');
	const label = words.charAt(0).toUpperCase() + words.slice(1);
	return { name, label, type: numberColumns.has(name) ? 'number' : 'text' };
}

function numberOf(raw: unknown): number | undefined {
	const text = String(raw).trim();
	const digits = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
	return Number.isFinite(Number(digits)) ? Number(digits) : undefined;
}

/** Lists become what a Salesforce multi-select picklist takes; nested objects have no field to go to. */
function textOf(raw: unknown): unknown {
	if (Array.isArray(raw)) return raw.every((entry) => typeof entry !== 'object') ? raw.join(';') : undefined;
	if (typeof raw === 'object') return undefined;
	return typeof raw === 'string' ? raw.trim() : raw;
}
