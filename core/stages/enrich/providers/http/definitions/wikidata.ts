import type { HttpDefinition } from '../definition';

/** An official website is noted with or without www, and with or without a slash at its end. */
const sites = [
	'<https://{domain|host}>',
	'<https://{domain|host}/>',
	'<https://www.{domain|host}>',
	'<https://www.{domain|host}/>',
]
	.flatMap((address) => [address, address.replace('https:', 'http:')])
	.join(' ');

/** Wikidata, one question about the official websites of many companies. */
export const wikidata: HttpDefinition = {
	id: 'wikidata',
	label: 'Wikidata',
	finds: 'company',
	needs: [['domain']],
	uses: ['domain'],
	batchSize: 25,
	routes: [
		{
			steps: [
				{
					request: {
						method: 'POST',
						url: 'https://query.wikidata.org/sparql',
						format: 'form',
						headers: {
							accept: 'application/sparql-results+json',
							'user-agent':
								'n8n-nodes-salesforce-enrichment (https://github.com/n8n-nodes-salesforce-enrichment/n8n-nodes-salesforce-enrichment)',
						},
						body: {
							query: {
								$join: '\n',
								$parts: [
									'SELECT DISTINCT * WHERE {',
									'VALUES ?site {',
									{ $each: sites, $join: '\n' },
									'}',
									'?company wdt:P856 ?site .',
									'OPTIONAL { ?company wdt:P452 ?industry . }',
									'OPTIONAL { ?company wdt:P1128 ?employees . }',
									'OPTIONAL { ?company wdt:P571 ?founded . }',
									'OPTIONAL { ?company wdt:P1278 ?lei . }',
									'OPTIONAL { ?company wdt:P749 ?parent . }',
									'OPTIONAL { ?company wdt:P159 ?city . }',
									'OPTIONAL { ?company wdt:P17 ?country . }',
									'OPTIONAL { ?company wdt:P4264 ?linkedin . }',
									'SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul". }',
									'} LIMIT 2000',
								],
							},
						},
					},
					rows: 'results.bindings',
					// Of a company with several industries there are several rows; the first stands for it.
					correlate: { by: 'echo', path: 'site.value', as: ['domain'], equals: '{domain}' },
					answer: {
						values: {
							name: 'companyLabel.value',
							description: 'companyDescription.value',
							website: 'site.value',
							domain: { from: 'site.value', as: ['domain'] },
							industry: { from: 'industryLabel.value', as: ['title_case'] },
							employees: 'employees.value',
							founded_year: { from: 'founded.value', as: ['year'] },
							lei: 'lei.value',
							parent_name: 'parentLabel.value',
							city: 'cityLabel.value',
							country: 'countryLabel.value',
							linkedin_url: { from: 'linkedin.value', prefix: 'https://www.linkedin.com/company/' },
						},
						// What has staff is a company; an item without may be its website or a product.
						confidence: [{ path: 'employees.value', points: [[0, 0.88]] }, { value: 0.7 }],
						companyId: 'company.value',
					},
				},
			],
		},
	],
	outcomes: [{ when: { status: [403] }, outcome: 'rate_limited' }],
	retryAfter: [{ from: { header: 'retry-after' }, as: 'seconds_or_date' }],
	// A minute of processing a minute and five at a time are allowed.
	rate: { scope: 'account', windows: [{ requests: 30, perMs: 60_000 }] },
	billing: { rule: 'free', pools: [] },
	limits: { timeoutMs: 70_000, replyBytes: 5_000_000 },
	confidenceScale: 'set by hand: 0.88 for an official website of somebody with staff, else 0.7',
	licence: 'CC0 1.0',
	documentation: [
		'https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual',
		'https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy',
	],
};
