import type { MatchedAnswer, ProviderQuery } from '../../provider';

/**
 * These providers say that an address exists, not how sure they are that it is the person's: that depends on what they
 * were asked with. A profile is one person; a name at a domain hardly ever two; a company's name may be several.
 */
export function readGround(query: ProviderQuery): Pick<MatchedAnswer, 'confidence' | 'matchedOn'> {
	if (query.linkedinUrl) return { confidence: 0.95, matchedOn: 'LinkedIn profile' };
	const isNamed = query.fullName !== undefined || query.lastName !== undefined;
	if (isNamed && query.domain) return { confidence: 0.9, matchedOn: 'name and domain' };
	if (isNamed && query.company) return { confidence: 0.75, matchedOn: 'name and company' };
	return { confidence: 0.85, matchedOn: 'e-mail' };
}

/** In words, for the facts of these providers. */
export const groundScale =
	'none said; by what it was asked with: LinkedIn profile 0.95, name and domain 0.9, e-mail 0.85, name and company 0.75';
