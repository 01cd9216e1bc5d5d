import { Resolver } from 'node:dns/promises';
import type { ProviderAnswer } from '../../core/stages/enrich/provider';
import { openWebsite, type WebsiteOptions } from '../../core/stages/enrich/providers/website';
import type { WebsitesEmulator } from '../../emulators/websites/websites-emulator';

/** How the provider reaches an emulated web: its DNS, its port, and its one address that is not public. */
export function networkOf({ port, closedPort, dns }: WebsitesEmulator): NonNullable<WebsiteOptions['network']> {
	const resolver = new Resolver({ timeout: 5_000, tries: 2 });
	resolver.setServers([dns]);
	return {
		resolver,
		ports: { http: port, https: closedPort },
		allowed: new Set([port, closedPort].map((each) => `127.0.0.1:${each}`)),
	};
}

/** What the provider says of each domain; the key is its index. */
export async function readDomains(
	web: WebsitesEmulator,
	domains: readonly string[],
	options: WebsiteOptions = {},
): Promise<ProviderAnswer[]> {
	const provider = openWebsite({ ...options, network: networkOf(web) });
	const answers: ProviderAnswer[] = [];
	for (let from = 0; from < domains.length; from += provider.facts.batchSize) {
		const queries = domains
			.slice(from, from + provider.facts.batchSize)
			.map((domain, index) => ({ key: from + index, domain }));
		const wanted = provider.attributes.map(({ name }) => name);
		const reply = await provider.ask(queries, { wanted, now: () => new Date('2026-11-28T12:00:00Z') });
		if (reply.kind !== 'answered') throw new Error(`The call came to ${JSON.stringify(reply)}.`);
		for (const answer of reply.answers) answers.push(answer);
	}
	return answers;
}
