import { getDomain } from 'tldts';
import * as simpleIcons from 'simple-icons';
import { entities } from 'third-party-web';

/** A company that exists, with the web domains its source lists, the main one first. */
export interface RealCompany {
	readonly name: string;
	readonly domains: readonly string[];
}

/** Companies behind the web's third-party scripts, from the package third-party-web (MIT), by name. */
export function companiesFromThirdPartyWeb(): RealCompany[] {
	const domainsByName = new Map<string, Set<string>>();
	for (const entity of entities) {
		const domains = domainsByName.get(entity.company) ?? new Set();
		for (const address of [entity.homepage, ...entity.domains]) {
			const domain = getDomain((address ?? '').replace(/^\*\./, ''));
			if (domain) domains.add(domain);
		}
		domainsByName.set(entity.company, domains);
	}
	return companiesOf(domainsByName);
}

/** Brands of the package simple-icons (CC0) whose own site is where their logo was found, by name. */
export function companiesFromSimpleIcons(): RealCompany[] {
	const domainsByName = new Map<string, Set<string>>();
	for (const icon of Object.values(simpleIcons)) {
		const domain = getDomain(icon.source);
		if (domain && isOwnSite(domain, icon.title)) domainsByName.set(icon.title, new Set([domain]));
	}
	return companiesOf(domainsByName);
}

function companiesOf(domainsByName: ReadonlyMap<string, ReadonlySet<string>>): RealCompany[] {
	return [...domainsByName]
		.filter(([name, domains]) => name.length > 2 && domains.size > 0)
		.map(([name, domains]) => ({ name, domains: [...domains].slice(0, 4) }))
		.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Many logos come from GitHub or Wikimedia; only a host that carries the brand's name is its site. */
function isOwnSite(domain: string, title: string): boolean {
	const label = lettersOf(domain.split('.')[0]);
	const name = lettersOf(title);
	return label.length > 2 && (name.includes(label) || label.includes(name));
}

function lettersOf(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
