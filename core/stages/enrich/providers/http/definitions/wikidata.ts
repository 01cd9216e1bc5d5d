import type { HttpDefinition } from '../definition';

const site = (address: string) => `("{key}" <${address}>)`;

/** An official website is noted with or without www, and with or without a slash at its end. */
const sites = [
	'https://{domain|host}',
	'https://{domain|host}/',
	'https://www.{domain|host}',
	'https://www.{domain|host}/',
]
	.flatMap((address) => [address, address.replace('https:', 'http:')])
	.map(site)
	.join(' ');

/** Wikidata, one question about many companies. */
export const wikidata: HttpDefinition = {
	id: 'wikidata',
	label: 'Wikidata',
	finds: 'company',
	needs: [['companyId'], ['lei'], ['domain']],
	uses: ['companyId', 'lei', 'domain'],
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
									'SELECT ?key ?by ?company (SAMPLE(?label) AS ?name) (SAMPLE(?about) AS ?description) (SAMPLE(?website) AS ?site)',
									'(SAMPLE(?industryLabel) AS ?industry) (MAX(?staff) AS ?employees) (MIN(?inception) AS ?founded) (SAMPLE(?leiOf) AS ?lei)',
									'(SAMPLE(?parentLabel) AS ?parent) (SAMPLE(?cityLabel) AS ?city) (SAMPLE(?countryLabel) AS ?country)',
									'(SAMPLE(?linkedinId) AS ?linkedin) (SAMPLE(?xId) AS ?x) (SAMPLE(?facebookId) AS ?facebook) (SAMPLE(?githubId) AS ?github)',
									'(SAMPLE(?instagramId) AS ?instagram)',
									'WHERE { {',
									'VALUES (?key ?company) {',
									{ $each: '("{key}" wd:{companyId|item})', $join: ' ' },
									'} BIND("companyId" AS ?by) } UNION { VALUES (?key ?askedLei) {',
									{ $each: '("{key}" {lei|uppercase|quoted})', $join: ' ' },
									'} ?company wdt:P1278 ?askedLei . BIND("lei" AS ?by) } UNION { VALUES (?key ?askedSite) {',
									{ $each: sites, $join: ' ' },
									'} ?company wdt:P856 ?askedSite . FILTER EXISTS { ?company wdt:P31/wdt:P279* wd:Q43229 } BIND("domain" AS ?by) }',
									'OPTIONAL { ?company rdfs:label ?label FILTER(LANG(?label) = "en") }',
									'OPTIONAL { ?company schema:description ?about FILTER(LANG(?about) = "en") }',
									'OPTIONAL { ?company wdt:P856 ?website }',
									'OPTIONAL { ?company wdt:P452/rdfs:label ?industryLabel FILTER(LANG(?industryLabel) = "en") }',
									'OPTIONAL { ?company wdt:P1128 ?staff }',
									'OPTIONAL { ?company wdt:P571 ?inception }',
									'OPTIONAL { ?company wdt:P1278 ?leiOf }',
									'OPTIONAL { ?company wdt:P749/rdfs:label ?parentLabel FILTER(LANG(?parentLabel) = "en") }',
									'OPTIONAL { ?company wdt:P159/rdfs:label ?cityLabel FILTER(LANG(?cityLabel) = "en") }',
									'OPTIONAL { ?company wdt:P17/rdfs:label ?countryLabel FILTER(LANG(?countryLabel) = "en") }',
									'OPTIONAL { ?company wdt:P4264 ?linkedinId }',
									'OPTIONAL { ?company wdt:P2002 ?xId }',
									'OPTIONAL { ?company wdt:P2013 ?facebookId }',
									'OPTIONAL { ?company wdt:P2037 ?githubId }',
									'OPTIONAL { ?company wdt:P2003 ?instagramId }',
									'} GROUP BY ?key ?by ?company',
								],
							},
						},
					},
					rows: 'results.bindings',
					correlate: { by: 'echo', path: 'key.value', equals: '{key}' },
					answer: {
						values: {
							name: 'name.value',
							description: 'description.value',
							website: 'site.value',
							domain: { from: 'site.value', as: ['domain'] },
							industry: 'industry.value',
							employees: 'employees.value',
							founded_year: { from: 'founded.value', as: ['year'] },
							lei: 'lei.value',
							parent_name: 'parent.value',
							city: 'city.value',
							country: 'country.value',
							linkedin_url: { from: 'linkedin.value', prefix: 'https://www.linkedin.com/company/' },
							x_url: { from: 'x.value', prefix: 'https://x.com/' },
							facebook_url: { from: 'facebook.value', prefix: 'https://www.facebook.com/' },
							github_url: { from: 'github.value', prefix: 'https://github.com/' },
							instagram_url: { from: 'instagram.value', prefix: 'https://www.instagram.com/' },
						},
						confidence: [{ path: 'by.value', words: { companyid: 0.99, lei: 0.98, domain: 0.85 } }],
						matchedOn: 'by.value',
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
	confidenceScale: 'by what agrees: item 0.99, LEI 0.98, official website 0.85',
	licence: 'CC0 1.0',
	documentation: [
		'https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual',
		'https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy',
	],
};
