import type { MatchInput } from '../../../../record/match-values';

const special: Partial<Record<MatchInput, string>> = {
	companyId: 'its ID',
	companyLinkedinUrl: 'LinkedIn page',
	email: 'e-mail',
	lei: 'LEI',
	linkedinUrl: 'LinkedIn profile',
	personId: 'its ID',
};

/** An input as people say it, e.g. `registration number`. */
export function inputWords(input: MatchInput): string {
	return special[input] ?? input.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
