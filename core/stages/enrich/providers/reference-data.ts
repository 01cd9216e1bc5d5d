import { EnrichmentError } from '../../../errors';
import { companyDomainOf, normalizeCompanyName } from '../../../record/normal-forms';
import { plainWords } from '../../../record/plain-words';
import { isSameCountry } from '../../../record/places';
import { mapInTurns } from '../../../record/turns';
import type { EnrichmentProvider, ProviderAnswer, ProviderFacts, ProviderQuery } from '../provider';
import { fileVersion } from './reference-data/file-version';
import { freeFacts } from '../free-facts';
import { type Company, type CompanyIndex, loadCompanies } from './reference-data/company-index';
import type { ReferenceFileOptions } from './reference-data/file-text';

/** Hand-set: how sure a look-up is that it found the record's company, by what agreed. */
const confidenceOn = {
	domain: 0.98,
	/** A further domain of the company: it may have been sold on since. */
	aliasDomain: 0.93,
	nameAndCountry: 0.9,
	name: 0.85,
	/** The name is unique in the file, but country or domain speak against it. */
	disputedName: 0.7,
	/** Several companies share the name in its normal form, and one of them the exact spelling. */
	sharedName: 0.6,
};

interface Find {
	readonly company: Company;
	readonly confidence: number;
	readonly matchedOn: string;
}

/** Columns that say when the values were seen, the last one in Data Tables; without one the date of the whole stands for it. */
const observedColumns = ['observed_at', 'updated_at', 'updatedat'];

/**
 * A provider over a CSV file (header line, `,` or `;`) or an NDJSON file of companies: `domain`, `domains`,
 * `name`, `aliases` (lists separated by `;`) and any attribute columns. Held in memory; throws `invalid_parameter`
 * naming file, line and column when the file cannot be used. `path` is
 * resolved and allowed already; symbolic links are not followed.
 */
export async function openReferenceData(path: string, options: ReferenceFileOptions = {}): Promise<EnrichmentProvider> {
	const index = await loadCompanies(path, options);
	return providerOver(index, path, await fileVersion(path, options));
}

const facts: ProviderFacts = {
	...freeFacts,
	finds: 'company',
	needs: [['domain'], ['email'], ['company']],
	uses: ['email', 'domain', 'company', 'country'],
	batchSize: 1_000,
	confidenceScale: 'by what agreed: domain 0.98, a further domain 0.93, name and country 0.9, name 0.85 and less',
	asksOutside: false,
	documentation: [],
	isTriedLive: true,
};

/** A provider over companies in memory; `source` tells it from others, `version` is that of their content. */
export function providerOver(index: CompanyIndex, source: string, version: string): EnrichmentProvider {
	const fileDate = index.modifiedAt.toISOString();
	return {
		id: 'reference-data',
		label: 'Reference data',
		version,
		source,
		facts,
		attributes: index.attributes,
		notes: index.notes,
		async ask(queries, { signal }) {
			if (signal?.aborted) throw new EnrichmentError('canceled', 'The look-up was stopped.', { cause: signal.reason });
			return { kind: 'answered', answers: await mapInTurns(queries, (query) => answer(index, query, fileDate)) };
		},
	};
}

function answer(index: CompanyIndex, query: ProviderQuery, fileDate: string): ProviderAnswer {
	const { key } = query;
	const domain = companyDomainOf(query.domain, query.email);
	const names = [normalizeCompanyName(query.company, query.country), normalizeCompanyName(query.company)].filter(
		(name) => name !== undefined,
	);
	if (domain === undefined && names.length === 0) {
		const message = 'Companies are found by a company domain or a company name, and the record has neither.';
		return { key, outcome: 'invalid_input', message, retryable: false };
	}
	const find = findByDomain(index, domain) ?? findByName(index, query, domain, names);
	if (!find) return { key, outcome: 'no_match' };
	const { company, confidence, matchedOn } = find;
	return {
		key,
		outcome: 'matched',
		confidence,
		matchedOn,
		values: company.values,
		observedAt: observedAt(company, fileDate),
	};
}

function findByDomain(index: CompanyIndex, domain: string | undefined): Find | undefined {
	if (domain === undefined) return undefined;
	const company = index.byDomain.get(domain);
	if (company) return { company, confidence: confidenceOn.domain, matchedOn: 'domain' };
	const owner = index.byAliasDomain.get(domain);
	return owner && { company: owner, confidence: confidenceOn.aliasDomain, matchedOn: 'alias domain' };
}

function findByName(
	index: CompanyIndex,
	query: ProviderQuery,
	domain: string | undefined,
	names: readonly string[],
): Find | undefined {
	const namesakes = names.map((name) => index.byName.get(name)).find((found) => found !== undefined) ?? [];
	const inCountry = namesakes.filter((company) => agreesOnCountry(company, query.country) === true);
	if (namesakes.length === 1) {
		const [company] = namesakes;
		const isDisputed =
			agreesOnCountry(company, query.country) === false || (domain !== undefined && company.domain !== undefined);
		if (isDisputed) return { company, confidence: confidenceOn.disputedName, matchedOn: 'name' };
		if (inCountry.length === 0) return { company, confidence: confidenceOn.name, matchedOn: 'name' };
	}
	if (inCountry.length === 1) {
		return { company: inCountry[0], confidence: confidenceOn.nameAndCountry, matchedOn: 'name and country' };
	}
	const spelledAlike = namesakes.filter(
		(company) => plainWords(company.name ?? '') === plainWords(query.company ?? ''),
	);
	if (spelledAlike.length !== 1) return undefined;
	return { company: spelledAlike[0], confidence: confidenceOn.sharedName, matchedOn: 'name, shared by several' };
}

/** `undefined` when one side does not say, or in a spelling that nobody knows. */
function agreesOnCountry(company: Company, country: string | undefined): boolean | undefined {
	return isSameCountry(company.values.country, country);
}

function observedAt(company: Company, fileDate: string): string {
	const stated = observedColumns.map((column) => company.values[column]).find((value) => typeof value === 'string');
	const instant = Date.parse(String(stated));
	return Number.isNaN(instant) ? fileDate : new Date(instant).toISOString();
}
