import type { Choices } from './choices';
import type { RealCompany } from './real-companies';

const suffixes = ['Inc.', 'Inc', 'LLC', 'Ltd', 'Ltd.', 'GmbH', 'Corp.', 'Corporation', 'B.V.', 'S.A.'];

/** The company's name as somebody in a hurry types it: other case, a legal form, a stray blank. */
export function nameByHand(company: RealCompany, choices: Choices): string {
	const { name } = company;
	if (choices.chance(0.55)) return name;
	if (choices.chance(0.5)) return `${name}, ${choices.pick(suffixes)}`;
	if (choices.chance(0.3)) return name.toUpperCase();
	if (choices.chance(0.4)) return name.toLowerCase();
	return `${name} `;
}

/** What stands in a website field: often right, often nothing, sometimes an alias, sometimes nonsense. */
export function websiteByHand(company: RealCompany, choices: Choices): string | null {
	if (choices.chance(0.3)) return null;
	if (choices.chance(0.06)) return choices.pick(['n/a', 'none', 'www', 'tbd', '-']);
	const domain = choices.chance(0.85) ? company.domains[0] : choices.pick(company.domains);
	return choices.pick([domain, `www.${domain}`, `https://www.${domain}/`, `http://${domain}/about`]);
}

/** A business address at the company, a private one, or none. */
export function emailByHand(
	person: { readonly firstName: string; readonly lastName: string },
	company: RealCompany,
	choices: Choices,
): string | null {
	if (choices.chance(0.12)) return null;
	const local = `${person.firstName}.${person.lastName}`.toLowerCase();
	if (choices.chance(0.18)) {
		const host = choices.pick(['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de']);
		return `${local}${choices.between(1, 99)}@${host}`;
	}
	return `${local}${choices.between(1, 999)}@${company.domains[0]}`;
}
