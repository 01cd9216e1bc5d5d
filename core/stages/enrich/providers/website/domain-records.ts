import type { AddressResolver } from '../../../../http/public-lookup';

/** What asks the DNS; `Resolver` of `node:dns/promises` is one. */
export interface DomainResolver extends AddressResolver {
	resolveMx(domain: string): Promise<ReadonlyArray<{ exchange: string; priority: number }>>;
	resolveTxt(domain: string): Promise<readonly string[][]>;
	resolveCname(host: string): Promise<readonly string[]>;
}

/** What a domain says of its systems; empty where it says nothing or nobody answers. */
export interface DomainRecords {
	/** Hosts that take its mail. */
	readonly mx: readonly string[];
	readonly txt: readonly string[];
	/** Hosts that its SPF record includes or leads to. */
	readonly spf: readonly string[];
	/** Hosts that get its reports of DMARC. */
	readonly dmarc: readonly string[];
	/** What `www.` of it is another name of. */
	readonly cname: readonly string[];
}

export const noRecords: DomainRecords = { mx: [], txt: [], spf: [], dmarc: [], cname: [] };

const limits = { records: 100, textChars: 4_096 };

/** Asks for MX, TXT, DMARC and the CNAME of `www.`; what is not answered in time or fails counts as absent. */
export async function lookUpRecords(
	domain: string,
	resolver: DomainResolver,
	signal: AbortSignal,
): Promise<DomainRecords> {
	const ask = async <T>(question: Promise<readonly T[]>): Promise<readonly T[]> =>
		await Promise.race([question.then((found) => found.slice(0, limits.records)).catch(() => []), onceAborted(signal)]);
	const [mx, txt, dmarc, cname] = await Promise.all([
		ask(resolver.resolveMx(domain)),
		ask(resolver.resolveTxt(domain)),
		ask(resolver.resolveTxt(`_dmarc.${domain}`)),
		ask(resolver.resolveCname(`www.${domain}`)),
	]);
	const texts = textsOf(txt);
	return {
		mx: mx.map(({ exchange }) => exchange),
		txt: texts,
		spf: texts.flatMap(spfHosts),
		dmarc: textsOf(dmarc).flatMap(reportHosts),
		cname,
	};
}

function textsOf(records: readonly (readonly string[])[]): string[] {
	return records.map((pieces) => pieces.join('').slice(0, limits.textChars));
}

/** Of `v=spf1 include:_spf.example.com redirect=other.example ~all` the hosts. */
function spfHosts(text: string): string[] {
	if (!/^v=spf1(\s|$)/i.test(text)) return [];
	return text
		.split(/\s+/)
		.map((term) => /^[+?~-]?(?:include:|redirect=|exists:|a:|mx:)(.+)$/i.exec(term)?.[1].replace(/\/\d+$/, ''))
		.filter((host) => host !== undefined);
}

/** Of `v=DMARC1; rua=mailto:a@reports.example` the hosts of the addresses. */
function reportHosts(text: string): string[] {
	if (!/^v=DMARC1\b/i.test(text)) return [];
	return [...text.matchAll(/mailto:[^@\s,;]{1,200}@([a-z0-9.-]{3,253})/gi)].map(([, host]) => host);
}

async function onceAborted(signal: AbortSignal): Promise<[]> {
	if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
	return [];
}
