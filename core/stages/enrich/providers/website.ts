import { Resolver } from 'node:dns/promises';
import { EnrichmentError } from '../../../errors';
import type { PublicReply } from '../../../http/fetch-public';
import { normalizeDomain } from '../../../record/normal-forms';
import { companyAttributes, type CompanyAttribute } from '../attributes';
import { freeFacts } from '../free-facts';
import type { AskOptions, EnrichmentProvider, ProviderAnswer, ProviderFacts, ProviderQuery } from '../provider';
import { type DomainRecords, type DomainResolver, lookUpRecords, noRecords } from './website/domain-records';
import { readSite, type SiteReading } from './website/read-site';
import { profileAttributes } from './website/social-profiles';
import { chosenAmong } from './website/technologies/chosen-technologies';
import { type SiteNetwork, type SiteVisit, type VisitLimits, visitLimits, visitSite } from './website/visit-site';

export interface WebsiteOptions {
	/** The only technologies that are told, e.g. the ten that a team sells to; all where absent or empty. */
	readonly chosenTechnologies?: readonly string[];
	/** An address or page of whoever runs this, told to the sites that are read. */
	readonly contact?: string;
	/** How sites and DNS are reached; the system's DNS servers and the ports of the web unless a test says otherwise. */
	readonly network?: Partial<Omit<SiteNetwork, 'resolver'>> & { readonly resolver?: DomainResolver };
	readonly limits?: Partial<VisitLimits>;
}

/** Another one means that more is read out of the same page. */
const readerVersion = 'website-1';

const visitsAtOnce = 10;

const attributeNames = [
	...(['name', 'legal_name', 'domain', 'website', 'description', 'founded_year', 'lei', 'phone', 'email'] as const),
	...([
		'street',
		'city',
		'region',
		'postal_code',
		'country',
		'language',
		'technologies',
		'technology_categories',
	] as const),
	...profileAttributes,
] satisfies CompanyAttribute[];

/** Hand-set: how sure it is that the page is the company's, by whether its domain led there by itself. */
const confidenceOn = { domain: 0.9, redirected: 0.6 };

const facts: ProviderFacts = {
	...freeFacts,
	finds: 'company',
	needs: [['domain']],
	uses: ['domain'],
	batchSize: 20,
	confidenceScale:
		'by where a value stands: structured data 0.9, meta elements 0.8, links 0.75, title 0.6 and less; 0.6 where the domain leads to another',
	asksOutside: true,
	documentation: ['https://www.rfc-editor.org/rfc/rfc9309', 'https://schema.org/Organization', 'https://ogp.me/'],
};

/**
 * A provider that reads the home page of a company's own domain, once and as its robots.txt allows, and the mail and other records
 * of its DNS. Free; reaches public addresses only.
 */
export function openWebsite(options: WebsiteOptions = {}): EnrichmentProvider {
	const { chosenTechnologies = [] } = options;
	const site = siteReader(options);
	return {
		id: 'website',
		label: 'Website',
		version: [readerVersion, ...[...chosenTechnologies].sort()].join('|'),
		facts,
		attributes: attributeNames.map((name) => ({ name, ...companyAttributes[name] })),
		async ask(queries, ask) {
			refuseWhenStopped(ask.signal);
			const domains = [
				...new Set(queries.map(({ domain }) => normalizeDomain(domain)).filter((domain) => domain !== undefined)),
			];
			const readings = await readAll(domains, async (domain) => await site(domain, ask)).catch((cause: unknown) => {
				refuseWhenStopped(ask.signal);
				throw cause;
			});
			refuseWhenStopped(ask.signal);
			return { kind: 'answered', answers: queries.map((query) => answer(query, readings, chosenTechnologies, ask)) };
		},
	};
}

function siteReader(options: WebsiteOptions): (domain: string, ask: AskOptions) => Promise<SiteReading> {
	const network = {
		...options.network,
		resolver: options.network?.resolver ?? new Resolver({ timeout: 2_000, tries: 2 }),
	};
	const limits = { ...visitLimits, ...options.limits };
	const userAgent = `salesforce-enrichment/0.1 (n8n-nodes-salesforce-enrichment; reads one page${options.contact ? `; ${options.contact.replaceAll(/[^\x20-\x7e]|[()]/g, '')}` : ''})`;
	return async (domain, { wanted, signal }) => {
		const hasRecords = wanted.some((name) => name === 'technologies' || name === 'technology_categories');
		const timeout = AbortSignal.timeout(limits.timeoutMs);
		const [visit, records] = await Promise.all([
			visitSite(domain, userAgent, network, limits, signal),
			hasRecords
				? lookUpRecords(domain, network.resolver, signal ? AbortSignal.any([signal, timeout]) : timeout)
				: noRecords,
		]);
		return visit.kind === 'page' ? readOrSay(domain, visit.reply, records) : unreadSite(visit);
	};
}

/** A page that the reader fails on must not take the other sites of the call with it. */
function readOrSay(domain: string, reply: PublicReply, records: DomainRecords): SiteReading {
	try {
		return readSite(domain, reply, records);
	} catch {
		return { kind: 'nothing', message: `The page of ${domain} cannot be read.`, isPassing: true };
	}
}

function unreadSite({ why, message }: Extract<SiteVisit, { kind: 'nothing' }>): SiteReading {
	return {
		kind: 'nothing',
		message,
		isPassing: ['dns_failed', 'timed_out', 'broken_reply', 'robots_unknown'].includes(why),
	};
}

/** A few at the same time; each domain once. */
async function readAll(
	domains: readonly string[],
	read: (domain: string) => Promise<SiteReading>,
): Promise<Map<string, SiteReading>> {
	const readings = new Map<string, SiteReading>();
	const waiting = [...domains];
	const work = async (): Promise<void> => {
		for (let domain = waiting.shift(); domain !== undefined; domain = waiting.shift())
			readings.set(domain, await read(domain));
	};
	try {
		await Promise.all(Array.from({ length: visitsAtOnce }, work));
	} finally {
		waiting.length = 0;
	}
	return readings;
}

function answer(
	{ key, domain }: ProviderQuery,
	readings: ReadonlyMap<string, SiteReading>,
	chosen: readonly string[],
	{ now }: AskOptions,
): ProviderAnswer {
	const asked = normalizeDomain(domain);
	const reading = asked === undefined ? undefined : readings.get(asked);
	if (asked === undefined || reading === undefined) {
		return {
			key,
			outcome: 'invalid_input',
			message: 'A site is found by a company domain, and the record has none.',
			retryable: false,
		};
	}
	if (reading.kind === 'nothing') {
		const outcome = reading.isPassing ? 'provider_failed' : 'no_match';
		return { key, outcome, message: reading.message, ...(reading.isPassing && { retryable: true }) };
	}
	const { values, confidenceOf } = valuesOf(reading, chosen);
	if (Object.keys(values).length <= 2)
		return { key, outcome: 'no_match', message: `The site of ${asked} says nothing of a company.` };
	const isMoved = reading.domain !== asked;
	const confidence = isMoved ? confidenceOn.redirected : confidenceOn.domain;
	return {
		key,
		outcome: 'matched',
		confidence,
		...(isMoved && { rawConfidence: `redirected to ${reading.domain}` }),
		matchedOn: isMoved ? `domain, which leads to ${reading.domain}` : 'domain',
		values,
		confidenceOf: Object.fromEntries(
			Object.entries(confidenceOf).map(([name, own]) => [name, Math.min(own, confidence)]),
		),
		observedAt: now().toISOString(),
	};
}

function valuesOf(reading: Extract<SiteReading, { kind: 'company' }>, chosen: readonly string[]) {
	const entries = reading.values.entries();
	const technologies = chosenAmong(reading.technologies, chosen);
	const categories = [...new Set(technologies.map(([, category]) => category))].sort();
	return {
		values: {
			domain: reading.domain,
			website: reading.website,
			...Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
			...(technologies.length > 0 && {
				technologies: technologies.map(([name]) => name),
				technology_categories: categories,
			}),
		} as Record<string, unknown>,
		confidenceOf: Object.fromEntries(entries.map(([name, { confidence }]) => [name, confidence])),
	};
}

function refuseWhenStopped(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw stopped(signal.reason);
}

function stopped(cause: unknown): EnrichmentError {
	return new EnrichmentError('canceled', 'The look-up was stopped.', { cause });
}
